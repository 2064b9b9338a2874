package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.ProgressListener;
import dev.handoff.task.TaskRun;

/** The progress of the second half, over all its stages. */
record CompositionProgress(TaskRun run) {

    static final int SPEAK = 0;
    static final int ARRANGE = 1;
    static final int MIX = 2;
    static final int PUBLISH = 3;
    static final int DRAW = 4;

    private static final int ALL = 5;

    /** Receives the progress of one stage. */
    ProgressListener stage(int number) {
        ProgressListener listener = done -> run.progress(Math.round(100 * (number + done)), 100L * ALL);
        return listener.onward();
    }
}
