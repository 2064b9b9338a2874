package dev.handoff.store;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;

/**
 * A task that is stored now.
 *
 * @param attempt how often it was claimed
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
        Instant runAt,
        boolean earlier) {

    /** What its doorbell needs. */
    public Due due() {
        return new Due(id, type, route, priority, attempt, runAt);
    }
}
