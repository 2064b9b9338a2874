package dev.handoff.dispatch;

/** The one way in, for doorbells of every route. */
public interface TaskReceiver {

    /** Claims the task and runs one attempt, to its end. Blocks the calling virtual thread for as long. */
    Receipt receive(Doorbell bell);

    /** Ends a task that is not meant to run, without running it. */
    void decline(Doorbell bell, String reason);

    /** What the bringer of a doorbell must do. */
    enum Receipt {
        /** Nothing: the task ran, or somebody else has it, or there is nothing left to do. */
        HANDLED,
        /** Bring it again later, if the route can; this instance can't take it now. */
        TRY_AGAIN
    }
}
