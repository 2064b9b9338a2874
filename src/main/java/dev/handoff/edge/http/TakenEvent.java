package dev.handoff.edge.http;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.cloudevents.CloudEvent;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of one event of a batch. */
@Schema(description = "What became of one event of a batch")
public record TakenEvent(
        String source,
        String id,

        @Schema(description = "The task that is stored for it; left out if it asks for nothing")
        Optional<TaskId> taskId,

        @Schema(description = "DEAD if the task can never work")
        Optional<TaskState> state,

        @Schema(description = "Why it asks for nothing") Optional<String> ignored) {

    static TakenEvent of(CloudEvent event, Taken taken) {
        var source = event.getSource().toString();
        return switch (taken) {
            case Taken.Stored stored ->
                new TakenEvent(
                        source,
                        event.getId(),
                        Optional.of(stored.task()),
                        Optional.of(stored.state()),
                        Optional.empty());
            case Taken.Ignored ignored ->
                new TakenEvent(
                        source, event.getId(), Optional.empty(), Optional.empty(), Optional.of(ignored.reason()));
        };
    }
}
