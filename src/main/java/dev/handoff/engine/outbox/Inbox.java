package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import java.util.Optional;

/** Submits tasks because of one event, each once however often the event is brought. */
final class Inbox implements EventTasks {

    private static final int MAX_NAME_LENGTH = 200;

    private final StoredEvent event;
    private final String subscriber;
    private final Tasks tasks;
    private final ObjectMapper json;

    Inbox(StoredEvent event, String subscriber, Tasks tasks, ObjectMapper json) {
        this.event = event;
        this.subscriber = subscriber;
        this.tasks = tasks;
        this.json = json;
    }

    @Override
    public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a task's name has 1 to " + MAX_NAME_LENGTH + " characters, was '" + name + "'");
        }
        var submission = Submission.of(type.name(), json.valueToTree(input))
                .keyed(DedupeKey.ofEvent(event.id(), event.replay(), subscriber, name));
        try {
            return tasks.submit(submission).id();
        } catch (Reused earlier) {
            // A newer release of the subscriber would submit something else, but this event was handled.
            return new TaskId(earlier.earlier());
        } catch (DispatchFailed stored) {
            // The task is stored, and a sweep rings for it.
            return tasks.accept(submission, Optional.empty()).id();
        }
    }
}
