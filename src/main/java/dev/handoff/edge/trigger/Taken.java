package dev.handoff.edge.trigger;

import dev.handoff.task.TaskId;

/** What became of an event that needs not be brought again. */
public sealed interface Taken {

    /**
     * Its task is stored.
     *
     * @param earlier whether it was before, by an earlier delivery
     */
    record Stored(TaskId task, boolean earlier) implements Taken {}

    /** It asks for nothing. */
    record Ignored(String reason) implements Taken {}
}
