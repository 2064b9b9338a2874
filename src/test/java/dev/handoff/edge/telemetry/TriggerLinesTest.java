package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import dev.handoff.task.TaskState;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TriggerLinesTest {

    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withSource(URI.create("//storage/talks"))
            .withId("a\nevent=forged")
            .withType("upload")
            .build();

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Test
    void whatIsHeldForOneReasonIsWarnedOfOnce() {
        var telemetry = new TriggerLines();

        telemetry.on(new TriggerEvent.Held("orders", "1", "away"));
        telemetry.on(new TriggerEvent.Held("orders", "2", "away"));
        telemetry.on(new TriggerEvent.Ended(EVENT, new Taken.Ignored("no recording")));
        telemetry.on(new TriggerEvent.Held("orders", "3", "away"));

        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WARN"))
                .containsExactly(
                        "WARN event=trigger.held queue=orders id=1 reason=away",
                        "WARN event=trigger.held queue=orders id=3 reason=away");
    }

    @Test
    void everyEventIsCountedByWhatBecameOfIt() {
        var registry = new SimpleMeterRegistry();
        var metrics = new TriggerMetrics(registry);

        metrics.on(new TriggerEvent.Ended(EVENT, new Taken.Stored(Facts.TASK, false, TaskState.QUEUED)));
        metrics.on(new TriggerEvent.Ended(EVENT, new Taken.Stored(Facts.TASK, true, TaskState.DEAD)));
        metrics.on(new TriggerEvent.Ended(EVENT, new Taken.Stored(Facts.TASK, false, TaskState.DEAD)));
        metrics.on(new TriggerEvent.Ended(EVENT, new Taken.Ignored("no recording")));
        metrics.on(new TriggerEvent.Refused(EVENT, "no name"));
        metrics.on(new TriggerEvent.Held("orders", "1", "away"));

        assertThat(List.of("task", "duplicate", "dead", "ignored", "refused", "held"))
                .allSatisfy(outcome -> assertThat(registry.get("handoff.trigger")
                                .tag("outcome", outcome)
                                .counter()
                                .count())
                        .as(outcome)
                        .isOne());
    }

    @Test
    void everyEventIsOneLine() {
        var telemetry = new TriggerLines();

        telemetry.on(new TriggerEvent.Ended(EVENT, new Taken.Stored(Facts.TASK, true, TaskState.DEAD)));
        telemetry.on(new TriggerEvent.Ended(EVENT, new Taken.Ignored("no recording")));
        telemetry.on(new TriggerEvent.Refused(EVENT, "no name"));

        var event = "source=//storage/talks id=\"a\\nevent=forged\" type=upload";
        assertThat(log.lines())
                .containsExactly(
                        "INFO event=trigger.taken " + event + " task_id=" + Facts.ID + " duplicate=true state=DEAD",
                        "INFO event=trigger.ignored " + event + " reason=\"no recording\"",
                        "WARN event=trigger.refused " + event + " reason=\"no name\"");
    }
}
