package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.media.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutsTest {

    @Test
    void shortRecordingStaysWhole() {
        assertThat(Cuts.of(List.of(new Interval(5, 7)), 15, 10)).isEmpty();
    }

    @Test
    void cutIsJustBeforeTheSoundAfterTheLongestSilenceNearby() {
        var silences = List.of(
                new Interval(1, 4),
                new Interval(7, 8),
                new Interval(11, 13),
                new Interval(14, 14.5),
                new Interval(16, 30));

        assertThat(Cuts.of(silences, 25, 10)).containsExactly(12.9);
    }

    @Test
    void whereNobodyIsSilentTheCutIsWherePiecesShouldEnd() {
        assertThat(Cuts.of(List.of(), 31, 10)).containsExactly(10.0, 20.0);
    }

    @Test
    void pausesTooShortToCutInAreLeftAlone() {
        assertThat(Cuts.of(List.of(new Interval(9, 9.15)), 16, 10)).containsExactly(10.0);
    }

    @Test
    void piecesAreNeverMuchShorterOrLonger() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var silences = new ArrayList<Interval>();
            for (double at = random.nextDouble(); at < 100; at += random.nextDouble() * 8) {
                double end = at + random.nextDouble() * 2;
                silences.add(new Interval(at, end));
                at = end;
            }

            var moments = new ArrayList<>(Cuts.of(silences, 100, 10));

            moments.addFirst(0.0);
            moments.add(100.0);
            for (int k = 1; k < moments.size(); k++) {
                double length = moments.get(k) - moments.get(k - 1);
                assertThat(length).as("%s", moments).isLessThanOrEqualTo(15.001);
                // What is left at the end may be shorter.
                if (k < moments.size() - 1) {
                    assertThat(length).as("%s", moments).isGreaterThan(4.999);
                }
            }
        }
    }
}
