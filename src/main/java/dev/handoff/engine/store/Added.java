package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.Optional;

/**
 * A task that is stored now.
 *
 * @param delay until it is or was due, by the database's clock when it answered; negative if that is past
 * @param group that it is a member of; not told of a duplicate to those who asked for none
 * @param duplicate whether the dedupe key found a task that was there before; the rest then describes that one
 * @param otherRequest whether that task came with another request of the same key, of which nothing new was stored then
 */
public record Added(
        TaskRef task,
        String inputJson,
        TaskState state,
        Duration delay,
        Optional<GroupId> group,
        boolean duplicate,
        boolean otherRequest) {

    public TaskId id() {
        return task.id();
    }

    /** What its doorbell needs. */
    public Due due() {
        return new Due(task, delay);
    }
}
