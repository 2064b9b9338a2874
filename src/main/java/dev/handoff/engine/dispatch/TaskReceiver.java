package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskId;
import java.time.Duration;
import java.util.Optional;

/** The one way in, for doorbells of every route. */
public interface TaskReceiver {

    /**
     * Claims the task and runs one attempt, to its end. Blocks the calling virtual thread for as long.
     *
     * @param budget how long the bringer waits, if that is less than the type's timeout may be: an attempt that has got
     *     further by then is put back, to go on from its last finished step in the next delivery
     * @param claimed is run as soon as the task belongs to an attempt here, before that runs; must not throw
     */
    Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed);

    /**
     * Leaves the task to the end of its type's pause, for bringers that don't come again by themselves.
     *
     * @return false if the type isn't paused, and nothing was changed
     */
    boolean putOff(TaskId task);

    /** Ends a task that is not meant to run, without running it. */
    void decline(Doorbell bell, String reason);

    /** What becomes of the doorbell. */
    enum Disposition {
        /** An attempt ran here and has ended, whatever came of it: the doorbell has done its duty. */
        DONE,
        /** Another instance has the task, or it isn't due yet, or it has ended: the doorbell is of no use. */
        STALE,
        /** This instance can't take the task now: the doorbell is to come again later, if the route can do that. */
        REQUEUE
    }
}
