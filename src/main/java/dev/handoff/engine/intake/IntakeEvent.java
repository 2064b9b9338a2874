package dev.handoff.engine.intake;

import dev.handoff.engine.store.IntakeStore;
import dev.handoff.task.TaskId;

/** What became of what producers submitted by SQL. Fired as a CDI event after the fact, for telemetry. */
public sealed interface IntakeEvent {

    /**
     * The key of a task was another's already, by another way or name, so that the id which its producer was told is nobody's.
     *
     * @param task that has the key
     */
    record Duplicate(TaskId told, TaskId task) implements IntakeEvent {}

    /** Something waits for an instance that knows its name. */
    record Unknown(IntakeStore.Unknown waiting) implements IntakeEvent {}

    /** Taking failed this time; the next round tries again. */
    record Trouble(Throwable cause) implements IntakeEvent {}
}
