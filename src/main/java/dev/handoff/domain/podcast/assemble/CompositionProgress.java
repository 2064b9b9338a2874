package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.ProgressListener;
import dev.handoff.task.TaskRun;

/** How far the second half is, over all its stages. */
record CompositionProgress(TaskRun run) {

    static final int SPEAK = 0;
    static final int ARRANGE = 1;
    static final int MIX = 2;
    static final int PUBLISH = 3;
    static final int DRAW = 4;

    private static final int ALL = 5;

    /** What hears of one of them. */
    ProgressListener stage(int number) {
        return done -> run.progress(Math.round(100 * (number + done)), 100L * ALL);
    }
}
