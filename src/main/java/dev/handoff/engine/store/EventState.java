package dev.handoff.engine.store;

/** Where an event stands. */
public enum EventState {
    /** Waits to be relayed, or is being relayed. */
    PENDING,
    /** Every subscriber, or the broker, has it. */
    PUBLISHED,
    /** Given up: a subscriber failed too often. A replay takes it up again. */
    DEAD
}
