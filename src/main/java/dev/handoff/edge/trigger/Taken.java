package dev.handoff.edge.trigger;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;

/** What became of an event that needs not be brought again. */
public sealed interface Taken {

    /**
     * Its task is stored.
     *
     * @param earlier whether it was before, by an earlier delivery
     * @param state dead if it can never work
     */
    record Stored(TaskId task, boolean earlier, TaskState state) implements Taken {}

    /** It asks for nothing. */
    record Ignored(String reason) implements Taken {}
}
