package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskState;

/**
 * A doorbell that a route has taken.
 *
 * @param name what the transport calls it, for logs and for the submitter; need not be unique
 * @param state where the task stands, as far as the route knows
 * @param rung false if the transport has nothing of it yet, and the sweeper rings when it is time
 */
public record Dispatched(String name, TaskState state, boolean rung) {

    public Dispatched(String name, TaskState state) {
        this(name, state, true);
    }

    /** Nothing carried it, since the task runs in this process. */
    public static final Dispatched DIRECT = new Dispatched("local-direct-dispatch", TaskState.QUEUED);
}
