package dev.handoff.engine.bulk;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * How far an order has come.
 *
 * @param in the state whose tasks are looked at now; empty if all were
 * @param after the last task that was looked at; empty if none was
 * @param changed how many it was done to
 * @param left how many were not in a state for it any more, or are needed still
 */
record Reached(Optional<TaskState> in, Optional<TaskId> after, long changed, long left) {

    static Reached nothing(List<TaskState> states) {
        return new Reached(states.stream().findFirst(), Optional.empty(), 0, 0);
    }

    /** @param next where to go on among the tasks of this state; empty if there are no more of it */
    Reached further(Optional<TaskId> next, List<TaskState> states, long changed, long left) {
        var then = next.isPresent()
                ? in
                : states.stream().skip(states.indexOf(in.orElseThrow()) + 1).findFirst();
        return new Reached(then, next, this.changed + changed, this.left + left);
    }

    long done() {
        return changed + left;
    }
}
