package dev.handoff.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events to list, newest first.
 *
 * @param from inclusive, as all times here when it was stored
 * @param before exclusive
 * @param limit from 1 to 1000
 */
public record EventFilter(
        Optional<String> topic,
        Optional<EventState> state,
        Optional<Instant> from,
        Optional<Instant> before,
        int limit) {}
