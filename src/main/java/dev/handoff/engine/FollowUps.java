package dev.handoff.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What comes of an attempt besides its result. */
@ApplicationScoped
class FollowUps {

    private final Tasks tasks;
    private final ObjectMapper json;

    FollowUps(Tasks tasks, ObjectMapper json) {
        this.tasks = tasks;
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
}
