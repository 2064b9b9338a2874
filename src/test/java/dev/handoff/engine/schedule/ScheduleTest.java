package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final Schedule hourly = schedule("0 * * * *");
    private final Schedule daily = schedule("0 12 * * *");

    @Test
    void nothingIsDueBeforeItsTime() {
        assertThat(daily.due(NOON.minusSeconds(60), NOON.minusNanos(1))).isEmpty();
        assertThat(daily.due(NOON.minusSeconds(60), NOON)).containsExactly(NOON);
    }

    @Test
    void whatWasReachedIsNotDueAgain() {
        assertThat(daily.due(NOON, NOON.plusSeconds(60))).isEmpty();
        assertThat(daily.due(NOON.plusSeconds(600), NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void ticksThatNobodyWasThereForAreDueInTheirOrder() {
        assertThat(hourly.due(NOON, NOON.plus(Duration.ofMinutes(150))))
                .containsExactly(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)));
        assertThat(hourly.missed(NOON, NOON.plus(Duration.ofMinutes(150)))).isEmpty();
    }

    @Test
    void whatIsTooLateIsMissed() {
        var now = NOON.plus(Duration.ofMinutes(270));

        assertThat(hourly.due(NOON, now))
                .containsExactly(NOON.plus(Duration.ofHours(3)), NOON.plus(Duration.ofHours(4)));
        assertThat(hourly.missed(NOON, now)).contains(NOON.plus(Duration.ofHours(1)));
        assertThat(daily.due(NOON.minusSeconds(1), NOON.plus(Duration.ofHours(2))))
                .isEmpty();
        assertThat(daily.missed(NOON.minusSeconds(1), NOON.plus(Duration.ofHours(2))))
                .contains(NOON);
    }

    /** Whose ticks may be less than two hours late. */
    private static Schedule schedule(String cron) {
        return new Schedule(
                "s",
                "t",
                CronExpression.of(cron, "Etc/UTC"),
                JsonNodeFactory.instance.objectNode(),
                Duration.ofHours(2));
    }
}
