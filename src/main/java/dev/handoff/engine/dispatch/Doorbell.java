package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Instant;
import java.util.Optional;

/**
 * Says that a task is due. Carries no truth: the receiver looks into the store.
 *
 * @param attempt which attempt it asks for, from 1; together with the task it names the doorbell. 0 if that isn't
 *     known
 * @param priority higher goes first, where the route has a choice
 * @param due by the clock of the process that rings, which need not be the database's; may lie in the future
 * @param traceparent the W3C trace context of who rings; empty if that isn't traced. The attempt's span is linked to it
 */
public record Doorbell(TaskId task, String type, int attempt, int priority, Instant due, Optional<String> traceparent) {

    /** One whose ringing isn't traced. */
    public Doorbell(TaskId task, String type, int attempt, int priority, Instant due) {
        this(task, type, attempt, priority, due, Optional.empty());
    }

    /** For the attempt that the header names. */
    public static Doorbell of(TaskRef task, Instant due) {
        return new Doorbell(task.id(), task.type(), task.attempt(), task.priority(), due);
    }

    /** The same, rung as a part of this trace. */
    public Doorbell rungIn(Optional<String> trace) {
        return new Doorbell(task, type, attempt, priority, due, trace);
    }

    /** Whether it is to be brought at once. */
    public boolean isDueAt(Instant now) {
        return !due.isAfter(now);
    }
}
