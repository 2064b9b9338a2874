package dev.handoff.engine;

import dev.handoff.task.TaskId;

/** The dedupe key belongs to an earlier task with another type or input. Nothing was stored. */
public final class KeyReused extends RuntimeException {

    public KeyReused(TaskId earlier) {
        super("the key belongs to task " + earlier + ", which has another type or input; choose a new key");
    }
}
