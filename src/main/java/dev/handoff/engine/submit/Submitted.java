package dev.handoff.engine.submit;

import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.store.Added;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import java.util.Optional;

/**
 * The answer to a submission.
 *
 * @param name what the route calls the task's doorbell, need not be unique; empty if none was rung
 * @param duplicate whether a submission with the same key was there before; nothing new was stored then
 */
public record Submitted(TaskId id, Optional<String> name, TaskState state, String route, boolean duplicate) {

    /** A task for which no doorbell was rung: it has ended, runs, or was stored as dead. */
    static Submitted undispatched(Added task) {
        return new Submitted(
                task.id(), Optional.empty(), task.state(), task.task().route(), task.duplicate());
    }

    static Submitted dispatched(TaskRef task, Dispatched dispatched, boolean duplicate) {
        return new Submitted(task.id(), Optional.of(dispatched.name()), dispatched.state(), task.route(), duplicate);
    }
}
