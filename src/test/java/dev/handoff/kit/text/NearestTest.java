package dev.handoff.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("transcribe", "assemble", "embed-atoms-batch", "rechunk");

    @ParameterizedTest
    @CsvSource({
        "transcrib, transcribe",
        "trascribe, transcribe",
        "transscribe, transcribe",
        "assembel, assemble",
        "embed_atoms_batch, embed-atoms-batch",
        "rechunks, rechunk"
    })
    void misspeltNameIsRecognised(String given, String meant) {
        assertThat(Nearest.to(given, KNOWN)).contains(meant);
        assertThat(Nearest.question(given, KNOWN)).isEqualTo("; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "describe", "embed"})
    void otherNamesAreNotGuessedAt(String given) {
        assertThat(Nearest.to(given, KNOWN)).isEmpty();
        assertThat(Nearest.question(given, KNOWN)).isEmpty();
    }
}
