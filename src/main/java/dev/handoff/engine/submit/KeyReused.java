package dev.handoff.engine.submit;

import dev.handoff.task.TaskId;

/** The dedupe key belongs to an earlier task with another type or input. Nothing was stored. */
public final class KeyReused extends RuntimeException {

    private final transient TaskId earlier;

    public KeyReused(TaskId earlier) {
        super("the key belongs to task " + earlier + ", which has another type, input or group; choose a new key");
        this.earlier = earlier;
    }

    /** The task that the key belongs to. */
    public TaskId earlier() {
        return earlier;
    }
}
