package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Loudness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainContentTest {

    /** Ten seconds of which 2 to 5 are gone, and ten seconds of which the last two are. */
    private static final MainContent MAIN =
            new MainContent(List.of(chunk(-20.0, new Interval(2, 5)), chunk(-26.0, new Interval(8, 10))));

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.5, 1.5",
        "2, 2",
        "4, 2",
        "5, 2",
        "6, 3",
        "10, 7",
        "12, 9",
        "18, 15",
        "19, 15",
        "20, 15",
        "99, 15"
    })
    void momentsMoveByWhatWasCutBeforeThem(double moment, double now) {
        assertThat(MAIN.now(moment)).isCloseTo(now, within(1e-9));
    }

    @Test
    void loudnessIsThatOfTheEnergy() {
        // 7 s at -20 and 8 s at -26 LUFS.
        assertThat(MAIN.loudness()).isCloseTo(-22.214, within(0.001));
    }

    @Test
    void silentPiecesDoNotCount() {
        assertThat(new MainContent(List.of(chunk(-20.0), chunk(null))).loudness())
                .isCloseTo(-20, within(1e-9));
        assertThat(new MainContent(List.of(chunk(null))).loudness()).isNull();
    }

    @Test
    void silenceThatWasCutIsSummedUp() {
        assertThat(MAIN.silenceCut()).isEqualTo(5);
    }

    static Chunk chunk(Double loudness, Interval... cuts) {
        double cut = List.of(cuts).stream().mapToDouble(Interval::length).sum();
        return new Chunk(
                "c.flac",
                10 - cut,
                0,
                10,
                List.of(cuts),
                new Loudness(loudness, -3.0),
                new Loudness(loudness, -3.0),
                16_000,
                1,
                "flac");
    }
}
