package dev.handoff.engine.store;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Duration;

/**
 * A task in the queue.
 *
 * @param delay until it is due, by the database's clock when it answered; negative if it is overdue
 */
public record Due(TaskRef task, Duration delay) {

    public TaskId id() {
        return task.id();
    }
}
