package dev.handoff.tool.emulator.cloudtasks;

import java.util.function.Consumer;

/** Carries a task to its target. */
interface Courier {

    /** Tells the end, once, later, and on the emulator's only thread. */
    void deliver(Push push, Consumer<Answer> end);
}
