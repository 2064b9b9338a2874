package dev.handoff.task;

/** What becomes of a sealed group when one of its members is buried. */
public enum OnFailure {
    /** It waits for the others and completes; the completion task sees which members are dead. */
    COMPLETE,
    /** It fails at once: the members that have not ended are cancelled, and there is no completion task. */
    FAIL
}
