package dev.handoff.edge.cli;

import dev.handoff.task.TaskState;

/** How a command ended, for the shell. */
final class ExitCode {

    static final int OK = 0;
    static final int DEAD = 1;
    static final int USAGE = 2;
    static final int CANCELLED = 3;
    static final int UNAVAILABLE = 4;
    static final int BUG = 5;

    private ExitCode() {}

    /** Of a command that waited for a task to end. */
    static int of(TaskState state) {
        return switch (state) {
            case SUCCEEDED -> OK;
            case DEAD -> DEAD;
            case CANCELLED -> CANCELLED;
            case QUEUED, RUNNING -> UNAVAILABLE;
        };
    }
}
