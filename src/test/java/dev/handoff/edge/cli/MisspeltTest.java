package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspeltTest {

    @ParameterizedTest
    @CsvSource({
        "HANDOFF_SPEACH, HANDOFF_SPEECH",
        "HANDOFF_SERV, HANDOFF_SERVE",
        "HANDOFF_APY_KEY, HANDOFF_API_KEY",
        "HANDOFF_ENGINE_LEESE, HANDOFF_ENGINE_LEASE"
    })
    void nameThatMayHaveBeenMeantIsTold(String name, String meant) {
        assertThat(Misspelt.warnings(Map.of(name, "x")))
                .containsExactly(name + " is no setting, nothing reads it; did you mean " + meant + "?");
    }

    @Test
    void nameThatIsNearNothingIsToldAllTheSame() {
        assertThat(Misspelt.warnings(Map.of("HANDOFF_COLOUR_OF_THE_SKY", "blue")))
                .containsExactly("HANDOFF_COLOUR_OF_THE_SKY is no setting, nothing reads it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HANDOFF_SERVE",
                "HANDOFF_ROUTES",
                "HANDOFF_HOST",
                "HANDOFF_URL",
                "HANDOFF_DATA",
                "HANDOFF_API_KEY",
                "HANDOFF_API_KEYS",
                "HANDOFF_STORAGE",
                "HANDOFF_STORAGE_MAX_SIZE",
                "HANDOFF_FETCH_TRUSTED",
                "HANDOFF_MODEL_PRICES",
                "HANDOFF_SCHEDULES",
                "HANDOFF_INPUT",
                "TASKS_NONSENSE",
                "PATH"
            })
    void knownAndForeignNamesAreNotWarnedOf(String name) {
        assertThat(Misspelt.warnings(Map.of(name, "x"))).isEmpty();
    }
}
