package dev.handoff.domain.podcast.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.media.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencesTest {

    @Test
    void aMarginStaysWhereThereIsSound() {
        assertThat(cuts(new Interval(0, 2), new Interval(4, 6), new Interval(8, 10)))
                .containsExactly(new Interval(0, 1.9), new Interval(4.1, 5.9), new Interval(8.1, 10));
    }

    @Test
    void bothMarginsStayOfSilenceAlone() {
        assertThat(cuts(new Interval(0, 10))).containsExactly(new Interval(0.1, 9.9));
    }

    @Test
    void whatIsNoLongerThanItsMarginsStays() {
        assertThat(cuts(new Interval(3, 3.2))).isEmpty();
    }

    @Test
    void allElseIsKept() {
        assertThat(Silences.kept(List.of(new Interval(0, 1.9), new Interval(4.1, 5.9)), 10))
                .containsExactly(new Interval(1.9, 4.1), new Interval(5.9, 10));
        assertThat(Silences.kept(List.of(new Interval(8.1, 10)), 10)).containsExactly(new Interval(0, 8.1));
        assertThat(Silences.kept(List.of(), 10)).containsExactly(new Interval(0, 10));
    }

    private static List<Interval> cuts(Interval... silences) {
        return Silences.cuts(List.of(silences), 10);
    }
}
