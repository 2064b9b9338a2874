package dev.handoff.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything that is known about an event.
 *
 * @param failures how often relaying failed since it was published or replayed
 * @param error why it is dead, or why it could not be relayed the last time
 * @param relayAt if it is pending: when it is to be relayed
 */
public record EventRecord(
        StoredEvent event,
        EventState state,
        int failures,
        Optional<String> error,
        Optional<Instant> relayAt,
        Optional<Instant> publishedAt,
        Optional<Instant> deadAt) {}
