package dev.handoff.task;

/** Where a task stands. The last three are final, but for the retry of a dead task that a person asks for. */
public enum TaskState {
    /** Waits to be claimed, at once or from its due time on. */
    QUEUED,
    /** Claimed by one attempt that holds a lease. */
    RUNNING,
    /** Ended with a result. */
    SUCCEEDED,
    /** Given up: failed for good, too often, or killed its process too often. */
    DEAD,
    /** Ended by a person's or program's wish; no success is ever recorded after it. */
    CANCELLED;

    /** Whether nothing will happen to the task any more by itself. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == DEAD || this == CANCELLED;
    }
}
