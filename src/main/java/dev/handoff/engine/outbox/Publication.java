package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/**
 * A request from outside to publish an event.
 *
 * @param version of the topic; empty for the latest
 * @param id chosen by the publisher, so that publishing again has no effect
 */
public record Publication(String topic, Optional<Integer> version, JsonNode data, Optional<UUID> id) {}
