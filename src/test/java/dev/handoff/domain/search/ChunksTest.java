package dev.handoff.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @Test
    void shortTextsAreLeftWhole() {
        assertThat(new Chunks(100, 20).of("x".repeat(100))).isEmpty();
        assertThat(new Chunks(100, 20).of("  " + "x".repeat(100) + "\n")).isEmpty();
    }

    @Test
    void chunksEndWithSentencesAndBeginWithWords() {
        var text = "This is a sentence of the text. ".repeat(20).strip();

        var chunks = new Chunks(100, 30).of(text);

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk).endsWith("text."));
        assertThat(chunks).allSatisfy(chunk -> assertThat(text).contains(" " + chunk.split(" ")[0]));
        assertThat(chunks.get(1)).startsWith("is a sentence of the text. This");
    }

    @Test
    void emojiAreNotCutInHalf() {
        assertThat(new Chunks(101, 51).of("👍".repeat(500)))
                .allSatisfy(chunk -> assertThat(chunk.replace("👍", "")).isEmpty());
    }

    @Property
    void nothingIsLostAndNothingIsLongerThanAChunk(
            @ForAll @StringLength(min = 1, max = 3000) String text,
            @ForAll @IntRange(min = 100, max = 300) int size,
            @ForAll @IntRange(max = 150) int overlap) {
        Assume.that(overlap <= size / 2);

        var chunks = new Chunks(size, overlap).of(text);

        assertThat(chunks).allMatch(chunk -> chunk.length() <= size && !chunk.isBlank());
        assertThat(chunks.isEmpty() || covers(chunks, text)).isTrue();
    }

    /** Every character that is no space is in a chunk, and the chunks come in order. */
    private static boolean covers(List<String> chunks, String text) {
        int covered = 0;
        int from = 0;
        for (var chunk : chunks) {
            int at = text.indexOf(chunk, from);
            if (at < 0 || at > covered && !text.substring(covered, at).isBlank()) {
                return false;
            }
            from = at;
            covered = Math.max(covered, at + chunk.length());
        }
        return text.substring(covered).isBlank();
    }
}
