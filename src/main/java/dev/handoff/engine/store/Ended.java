package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of an attempt, or of a task without one.
 *
 * @param state where the task stands now
 * @param delay until it is due, by the database's clock when it answered
 * @param error why the attempt did not succeed
 * @param group that the task is a member of
 */
public record Ended(TaskRef task, TaskState state, Duration delay, Optional<String> error, Optional<GroupId> group) {

    /** What to ring for, if it is QUEUED again. */
    public Optional<Due> due() {
        return state == TaskState.QUEUED ? Optional.of(new Due(task, delay)) : Optional.empty();
    }
}
