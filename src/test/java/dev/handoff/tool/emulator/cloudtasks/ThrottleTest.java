package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {

    private final Throttle throttle = new Throttle();

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void askingForLessHalvesTheRate(int status) {
        note(1, status);
        assertThat(throttle.factor()).isEqualTo(0.5);

        note(1, status);
        assertThat(throttle.factor()).isEqualTo(0.25);
    }

    @Test
    void aSixtyFourthRemains() {
        note(100, 503);

        assertThat(throttle.factor()).isEqualTo(1.0 / 64);
    }

    @Test
    void successesBringTheRateBack() {
        note(1, 503);

        note(5, 200);
        assertThat(throttle.factor()).isEqualTo(0.75, org.assertj.core.data.Offset.offset(1e-9));

        note(100, 200);
        assertThat(throttle.factor()).isEqualTo(1);
    }

    @Test
    void someFailuresAreNothing() {
        note(5, 500);

        assertThat(throttle.factor()).isEqualTo(1);
    }

    @Test
    void manyFailuresThrottleToo() {
        note(20, 500);

        assertThat(throttle.factor()).isLessThan(1);
    }

    @Test
    void theWholeQueueSlowsDown() {
        var bench = new Bench();
        bench.add("a");

        bench.last().answer(429);

        assertThat(bench.queue.ratePerSecond()).isEqualTo(250);
    }

    private void note(int times, int status) {
        IntStream.range(0, times).forEach(_ -> throttle.note(new Answer.Answered(status, Optional.empty())));
    }
}
