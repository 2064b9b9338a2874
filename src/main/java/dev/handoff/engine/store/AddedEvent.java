package dev.handoff.engine.store;

/**
 * An event that is stored now.
 *
 * @param earlier whether one of its id was there before; the event then is that one
 */
public record AddedEvent(StoredEvent event, boolean earlier) {}
