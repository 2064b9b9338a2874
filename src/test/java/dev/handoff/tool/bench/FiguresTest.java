package dev.handoff.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private static final Rate BARE = new Rate(1000, 1);

    @Test
    void rateIsByTheSecond() {
        assertThat(Rate.of(300, 1_500_000_000L)).isEqualTo(new Rate(300, 1.5));
        assertThat(new Rate(300, 1.5).perSecond()).isEqualTo(200);
    }

    @Test
    void percentilesAreInMilliseconds() {
        var micros = new Histogram(3);
        IntStream.rangeClosed(1, 1000).forEach(i -> micros.recordValue(i * 100));

        var took = Percentiles.of(micros);

        assertThat(took.count()).isEqualTo(1000);
        assertThat(took.p50Ms()).isCloseTo(50, within(0.1));
        assertThat(took.p95Ms()).isCloseTo(95, within(0.1));
        assertThat(took.p99Ms()).isCloseTo(99, within(0.1));
        assertThat(took.maxMs()).isCloseTo(100, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"599, no", "600, yes", "1200, yes"})
    void shareOfABareLimitMeetsItsAimOrNot(int count, String met) {
        var row = Comparison.atLeast(0.6, "enqueue", new Rate(count, 1), BARE).cells();

        assertThat(row).startsWith("enqueue").endsWith("at least 0.60", met);
    }

    @Test
    void shareIsOfRatesAndNotOfCounts() {
        assertThat(Comparison.of("drain", new Rate(5000, 10), BARE).cells())
                .containsExactly("drain", "500/s", "1,000/s", "0.50", "", "");
    }

    @ParameterizedTest
    @CsvSource({"14.99, yes", "15, no", "400.5, no"})
    void limitMustNotBeReached(double measured, String met) {
        assertThat(Comparison.below(15, "ms", "start", measured).cells())
                .startsWith("start")
                .endsWith("", "", "below 15 ms", met);
    }

    @Test
    void everyRowHasACellForEachHeading() {
        assertThat(Comparison.told("commits", "1/s", Optional.empty()).cells()).hasSameSizeAs(Comparison.HEADING);
    }

    @Test
    void heapIsToldForAHundredThousand() {
        assertThat(new Report.Idle(0.5, 50_000, 20_000_000).megabytesForHundredThousand())
                .isEqualTo(40);
    }

    @Test
    void fiveTimesAsManyTasksWaitForTheHeap() {
        assertThat(new Plan(100, 2, 10, 0, Set.of(Phase.IDLE)).waiting()).isEqualTo(500);
        assertThat(new Plan(100, 2, 10, 0, Set.of(Phase.DRAIN)).waiting()).isEqualTo(100);
        assertThat(new Plan(100, 2, 10, 0, Set.of(Phase.LATENCY)).waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"50, 20, 50", "1000, 20, 200"})
    void latencyTakesTenSecondsOrAllTasks(int tasks, int rate, int samples) {
        assertThat(new Plan(tasks, 2, rate, 0, Set.of(Phase.LATENCY)).samples()).isEqualTo(samples);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
    void nothingCannotBeMeasured(int tasks, int producers, int rate) {
        assertThatThrownBy(() -> new Plan(tasks, producers, rate, 0, Set.of(Phase.IDLE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fateTellsWhatIsMissing() {
        assertThat(new Fate(10, 10, 0, 0, List.of()).sentence())
                .isEqualTo("every one of 10 tasks succeeded once, in its first attempt");
        assertThat(new Fate(10, 10, 2, 0, List.of()).sentence()).contains("2 of them in a later attempt");
        assertThat(new Fate(10, 9, 0, 0, List.of("x is DEAD: why")))
                .satisfies(fate -> assertThat(fate.sound()).isFalse())
                .extracting(Fate::sentence)
                .isEqualTo("1 of 10 tasks have not succeeded, 0 succeeded more than once; x is DEAD: why");
        assertThat(new Fate(10, 10, 0, 1, List.of()).sound()).isFalse();
    }
}
