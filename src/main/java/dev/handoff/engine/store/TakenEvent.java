package dev.handoff.engine.store;

import java.time.Instant;

/**
 * An event in the hands of one relay.
 *
 * @param failures how often relaying it failed so far
 * @param until when it may be given to another relay. Also the fence: whoever has taken it since has another time
 */
public record TakenEvent(StoredEvent event, int failures, Instant until) {}
