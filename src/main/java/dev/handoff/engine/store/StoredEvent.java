package dev.handoff.engine.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it is brought to subscribers.
 *
 * @param dataJson as it was sent, to the letter
 * @param createdAt when it was stored
 * @param replay if its subscribers are to handle it once more: what tells this time from the times before
 */
public record StoredEvent(
        UUID id,
        String topic,
        int version,
        String dataJson,
        String source,
        Optional<String> traceparent,
        Instant createdAt,
        Optional<String> replay) {

    /** The same, to be handled once more. */
    public StoredEvent again(String name) {
        return new StoredEvent(id, topic, version, dataJson, source, traceparent, createdAt, Optional.of(name));
    }
}
