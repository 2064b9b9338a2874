package dev.handoff.engine.store;

import java.util.Optional;
import java.util.UUID;

/**
 * An event to be stored.
 *
 * @param dataJson kept to the letter
 * @param source who publishes it
 * @param traceparent the publisher's W3C trace context
 */
public record NewEvent(
        UUID id, String topic, int version, String dataJson, String source, Optional<String> traceparent) {}
