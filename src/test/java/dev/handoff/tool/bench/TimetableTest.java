package dev.handoff.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TimetableTest {

    private static final int HOUR_AWAY = 3600;

    @Test
    void placesAreEquallyFarApart() {
        var timetable = new Timetable(1000, 200);

        assertThat(timetable.due(0)).isEqualTo(1000);
        assertThat(timetable.due(1)).isEqualTo(1000 + 5_000_000);
        assertThat(timetable.due(2_000_000)).isEqualTo(1000 + 10_000_000_000_000L);
    }

    @Test
    void roundingDoesNotAddUp() {
        assertThat(new Timetable(0, 3).due(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void nobodyIsLetThroughEarly() throws InterruptedException {
        var timetable = new Timetable(System.nanoTime(), 100);

        timetable.await(5);

        assertThat(System.nanoTime() - timetable.due(5)).isNotNegative();
    }

    @Test
    void whatIsOverdueIsNotWaitedFor() throws InterruptedException {
        new Timetable(System.nanoTime() - 1_000_000_000, 1).await(1);
    }

    @Test
    void waitingCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Timetable(System.nanoTime(), 1).await(HOUR_AWAY))
                .isInstanceOf(InterruptedException.class);
    }
}
