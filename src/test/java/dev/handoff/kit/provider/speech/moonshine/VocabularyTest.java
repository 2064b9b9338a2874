package dev.handoff.kit.provider.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    @TempDir
    Path folder;

    private Vocabulary vocabulary;

    @BeforeEach
    void read() throws Exception {
        var lines = "x\n".repeat(259) + "\u2581Good\n\u2581morning\n\u2028\n.";
        vocabulary = Vocabulary.read(Files.writeString(folder.resolve("vocabulary.txt"), lines));
    }

    @Test
    void joinsPieces() {
        assertThat(vocabulary.text(List.of(259, 260, 262, 2))).isEqualTo("Good morning.");
    }

    @Test
    void joinsBytesThatMakeOneCharacter() {
        assertThat(vocabulary.text(List.of(259, 3 + 0xc3, 3 + 0xbc))).isEqualTo("Good\u00fc");
    }

    @Test
    void leavesOutWhatStandsForNoText() {
        assertThat(vocabulary.text(List.of(0, 1, 260, 32_000, 32_767, 2))).isEqualTo("morning");
    }
}
