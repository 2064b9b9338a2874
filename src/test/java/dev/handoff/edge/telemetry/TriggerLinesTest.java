package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TriggerLinesTest {

    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withSource(URI.create("//storage/talks"))
            .withId("a\nevent=forged")
            .withType("upload")
            .build();

    private final Logger handoff = Logger.getLogger("dev.handoff");
    private final List<String> lines = new ArrayList<>();
    private final ExtHandler recorder = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        handoff.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        handoff.removeHandler(recorder);
    }

    @Test
    void everyEventIsOneLine() {
        var telemetry = new TriggerLines();

        telemetry.on(new TriggerEvent.Ended(EVENT, new Taken.Stored(Facts.TASK, true)));
        telemetry.on(new TriggerEvent.Ended(EVENT, new Taken.Ignored("no recording")));
        telemetry.on(new TriggerEvent.Refused(EVENT, "no name"));

        var event = "source=//storage/talks id=\"a\\nevent=forged\" type=upload";
        assertThat(lines)
                .containsExactly(
                        "INFO event=trigger.taken " + event + " task_id=" + Facts.ID + " duplicate=true",
                        "INFO event=trigger.ignored " + event + " reason=\"no recording\"",
                        "WARN event=trigger.refused " + event + " reason=\"no name\"");
    }
}
