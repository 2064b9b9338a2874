package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskState;

/**
 * A doorbell that was brought.
 *
 * @param name what the transport calls it, for logs and for the submitter; need not be unique
 * @param state where the task stands, as far as the route knows
 */
public record Rung(String name, TaskState state) {

    /** Nothing carried it, since the task runs in this process. */
    public static final Rung DIRECT = new Rung("local-direct-dispatch", TaskState.QUEUED);
}
