package dev.handoff.engine.bulk;

import dev.handoff.task.TaskState;
import java.util.List;
import java.util.Locale;

/** What can be done to all tasks that match. */
public enum BulkAction {
    CANCEL(TaskState.QUEUED, TaskState.RUNNING),
    RETRY(TaskState.DEAD),
    DELETE(TaskState.DEAD, TaskState.CANCELLED, TaskState.SUCCEEDED);

    private final List<TaskState> states;

    BulkAction(TaskState... states) {
        this.states = List.of(states);
    }

    /** Those of tasks to which it can be done. */
    public List<TaskState> states() {
        return states;
    }

    /** As it is written in addresses and in the audit log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
