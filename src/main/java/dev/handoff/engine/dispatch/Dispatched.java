package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskState;

/**
 * What a route has done with a doorbell.
 *
 * @param name what the transport calls it, for logs and for the submitter; need not be unique
 * @param state where the task stands, as far as the route knows
 */
public record Dispatched(String name, TaskState state, Ring ring) {

    /** Nothing carried it, since the task runs in this process. */
    public static final Dispatched DIRECT = new Dispatched("local-direct-dispatch", TaskState.QUEUED);

    /** Whether the transport has it. */
    public enum Ring {
        /** It has. */
        RUNG,
        /** It hasn't, since it isn't due: the sweeper rings then, as the task's row says. */
        LATER,
        /** It hasn't, although the row says that such transports keep doorbells until they are due. */
        TOO_FAR
    }

    /** One that the transport has. */
    public Dispatched(String name, TaskState state) {
        this(name, state, Ring.RUNG);
    }

    /** One that isn't due. */
    public static Dispatched later(String name) {
        return new Dispatched(name, TaskState.QUEUED, Ring.LATER);
    }
}
