package dev.handoff.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has happened, as a subscriber gets to know it.
 *
 * @param id the same whenever and however often the event is brought
 * @param time when it was stored, by the database's clock
 * @param source who published it: the address of a task or of the API
 * @param traceparent the publisher's W3C trace context
 */
public record Event<E>(UUID id, Topic<E> topic, Instant time, String source, E data, Optional<String> traceparent) {}
