package dev.handoff.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PaceTest {

    private static final int HOUR_AWAY = 3600;

    @Test
    void placesAreEquallyFarApart() {
        var pace = new Pace(1000, 200);

        assertThat(pace.due(0)).isEqualTo(1000);
        assertThat(pace.due(1)).isEqualTo(1000 + 5_000_000);
        assertThat(pace.due(2_000_000)).isEqualTo(1000 + 10_000_000_000_000L);
    }

    @Test
    void roundingDoesNotAddUp() {
        assertThat(new Pace(0, 3).due(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void nobodyIsLetThroughEarly() throws InterruptedException {
        var pace = new Pace(System.nanoTime(), 100);

        pace.await(5);

        assertThat(System.nanoTime() - pace.due(5)).isNotNegative();
    }

    @Test
    void whatIsOverdueIsNotWaitedFor() throws InterruptedException {
        new Pace(System.nanoTime() - 1_000_000_000, 1).await(1);
    }

    @Test
    void waitingCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Pace(System.nanoTime(), 1).await(HOUR_AWAY))
                .isInstanceOf(InterruptedException.class);
    }
}
