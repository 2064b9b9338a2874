package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.schedule.ScheduleEvent;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleTelemetryTest {

    private static final Instant TICK = Instant.parse("2026-11-26T03:00:00Z");
    private static final TaskId TASK = new TaskId(new UUID(0, 7));

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Test
    void tickIsALine() {
        new ScheduleLines().on(ticked(Duration.ofMillis(7), 0));

        assertThat(log.lines())
                .containsExactly("INFO event=schedule.ticked schedule=nightly type=scan task_id=" + TASK
                        + " tick=2026-11-26T03:00:00Z late=0.007s passed_over=0");
    }

    @Test
    void lateTicksAreWarnedOf() {
        new ScheduleLines().on(ticked(Duration.ofHours(1), 0));
        new ScheduleLines().on(ticked(Duration.ofSeconds(1), 3));

        assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARN event=schedule.ticked "));
        assertThat(log.lines().getLast()).endsWith("passed_over=3");
    }

    @Test
    void missedTickIsALine() {
        new ScheduleLines().on(new ScheduleEvent.Missed("nightly", TICK, Duration.ofDays(1)));

        assertThat(log.lines())
                .containsExactly(
                        "ERROR event=schedule.missed schedule=nightly tick=2026-11-26T03:00:00Z deadline=86400s");
    }

    @Test
    void troubleIsALineWithItsReason() {
        var away = new StoreUnavailable(new IllegalStateException("away"));

        new ScheduleLines().on(new ScheduleEvent.Trouble("looking for what is due", away));

        assertThat(log.lines())
                .containsExactly("WARN event=schedule.trouble doing=\"looking for what is due\""
                        + " error=\"the database doesn't answer: away\"");
    }

    @Test
    void latenessIsMeasuredAndWhatHadNoTaskIsCounted() {
        var registry = new SimpleMeterRegistry();
        var metrics = new ScheduleMetrics(registry);

        metrics.on(ticked(Duration.ofSeconds(90), 3));
        metrics.on(new ScheduleEvent.Missed("nightly", TICK, Duration.ofDays(1)));

        var late =
                registry.get("handoff.schedule.late").tag("schedule", "nightly").timer();
        assertThat(late.count()).isOne();
        assertThat(late.totalTime(TimeUnit.SECONDS)).isEqualTo(90);
        assertThat(registry.get("handoff.schedule.missed")
                        .tag("schedule", "nightly")
                        .counter()
                        .count())
                .isEqualTo(4);
    }

    private static ScheduleEvent ticked(Duration late, int passedOver) {
        return new ScheduleEvent.Ticked("nightly", "scan", TICK, TASK, late, passedOver);
    }
}
