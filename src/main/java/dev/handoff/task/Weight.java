package dev.handoff.task;

/** How much a task of a type takes, for those who choose where it runs. */
public enum Weight {

    /** Quick and cheap, such as texts, ratings, notifications and cleaning up. */
    LIGHT,

    /** Long or hungry, such as audio, work in bulk and long synchronisation. */
    HEAVY
}
