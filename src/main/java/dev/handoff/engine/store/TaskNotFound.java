package dev.handoff.engine.store;

import dev.handoff.task.TaskId;

/** No task has this id, or it has been pruned. */
public final class TaskNotFound extends RuntimeException {

    public TaskNotFound(TaskId task) {
        super("no task has the id " + task);
    }
}
