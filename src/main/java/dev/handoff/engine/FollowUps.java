package dev.handoff.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.event.Topic;
import dev.handoff.store.NewEvent;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What comes of an attempt besides its result: tasks, at once, and events, if it succeeds. */
@ApplicationScoped
class FollowUps {

    private final Tasks tasks;
    private final Drafts drafts;
    private final ObjectMapper json;

    FollowUps(Tasks tasks, Drafts drafts, ObjectMapper json) {
        this.tasks = tasks;
        this.drafts = drafts;
        this.json = json;
    }

    /** Once over all attempts of the parent. */
    <I> TaskId submit(TaskId parent, String name, TaskType<I, ?> type, I input) {
        return tasks.submit(new Submission(
                        type.name(),
                        json.valueToTree(input),
                        Optional.empty(),
                        0,
                        Optional.of(DedupeKey.ofFollowUp(parent, name)),
                        Optional.of(parent)))
                .id();
    }

    /** Not stored yet. */
    <E> NewEvent event(TaskId source, Topic<E> topic, E data) {
        return drafts.draft(topic, data, "/api/tasks/" + source);
    }
}
