package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.Optional;

/**
 * A task that is stored now.
 *
 * @param attempt how often it was claimed
 * @param delay until it is or was due, by the database's clock when it answered; negative if that is past
 * @param group that it is a member of; not told of an earlier one to those who asked for none
 * @param earlier whether the dedupe key found a task that was there before; the rest then describes that one
 */
public record Added(
        TaskId id,
        String type,
        String inputJson,
        String route,
        int priority,
        int attempt,
        TaskState state,
        Duration delay,
        Optional<GroupId> group,
        boolean earlier) {

    /** What its doorbell needs. */
    public Due due() {
        return new Due(id, type, route, priority, attempt, delay);
    }
}
