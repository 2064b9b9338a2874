package dev.handoff.engine.dispatch;

import static dev.handoff.task.Weight.HEAVY;
import static dev.handoff.task.Weight.LIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import dev.handoff.engine.type.TypeNames;
import dev.handoff.task.Weight;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    private static final Map<String, Weight> CODE = Map.of("transcribe", HEAVY, "process-message", LIGHT);

    @Test
    void codeSaysIt() {
        var weights = weights(Map.of());

        assertThat(weights.of("transcribe")).isEqualTo(HEAVY);
        assertThat(weights.of("process-message")).isEqualTo(LIGHT);
    }

    @Test
    void unknownTypeIsLight() {
        assertThat(weights(Map.of()).of("send-push")).isEqualTo(LIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"process-speak-audio", "calculate-all-ratings", "sync-impressions-from-redis"})
    void someAreHeavyWithoutASetting(String type) {
        assertThat(weights(Map.of()).of(type)).isEqualTo(HEAVY);
    }

    @Test
    void settingNamesOthersAndUnderscoresCountAsHyphens() {
        var weights = weights(Map.of("HEAVY_TASKS", "other:process-message, send_push"));

        assertThat(weights.of("process-message")).isEqualTo(HEAVY);
        assertThat(weights.of("send-push")).isEqualTo(HEAVY);
        assertThat(weights.of("process-speak-audio")).isEqualTo(LIGHT);
    }

    @Test
    void settingTakesNoWeightAway() {
        assertThat(weights(Map.of("HEAVY_TASKS", "")).of("transcribe")).isEqualTo(HEAVY);
    }

    private static Weights weights(Map<String, String> variables) {
        return new Weights(
                Settings.of(DispatchConfig.class, variables),
                WeightsOf.types(CODE),
                TypeNames.of(WeightsOf.types(CODE)));
    }

    @Test
    void unknownNameIsAnErrorAtTheStart() {
        weights(Map.of("HEAVY_TASKS", "process_message")).check(new StartupEvent());

        assertThatThrownBy(
                        () -> weights(Map.of("HEAVY_TASKS", "process_mesage")).check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("process-mesage")
                .hasMessageContaining("process-message?");
    }
}
