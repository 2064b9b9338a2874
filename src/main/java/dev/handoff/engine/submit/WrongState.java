package dev.handoff.engine.submit;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;

/** The task doesn't stand where the request needs it. Nothing was changed. */
public final class WrongState extends RuntimeException {

    public WrongState(TaskId task, TaskState state, String remedy) {
        super("task " + task + " is " + state + "; " + remedy);
    }
}
