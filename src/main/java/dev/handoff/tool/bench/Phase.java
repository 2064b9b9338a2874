package dev.handoff.tool.bench;

/** What can be measured. */
public enum Phase {
    /** How fast tasks are stored while none is taken in. */
    ENQUEUE,
    /** How fast waiting tasks are run, and tasks that are submitted meanwhile. */
    DRAIN,
    /** How long a task waits for its start at a steady rate. */
    LATENCY,
    /** What it costs to do nothing, and to have tasks wait. */
    IDLE,
    /** How soon clients that follow hear what is announced, and what they cost. */
    LIVE
}
