package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import dev.handoff.task.TaskState;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
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
