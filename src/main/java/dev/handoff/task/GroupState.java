package dev.handoff.task;

/** Where a group of tasks stands. The last three are final. */
public enum GroupState {
    /** Takes members. */
    OPEN,
    /** Has all its members, and waits for the last of them to end. */
    SEALED,
    /** All members have ended, and its completion task is submitted. */
    COMPLETED,
    /** A member was buried, and the group was to fail then: no completion task, and the other members are cancelled. */
    FAILED,
    /** Ended by a person's or program's wish, its members with it; no completion task. */
    CANCELLED;

    /** Whether it never changes any more. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
