package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody outside wants to publish.
 *
 * @param version of the topic; empty for the latest
 * @param id chosen by the publisher, to make it happen once
 */
public record Publication(String topic, Optional<Integer> version, JsonNode data, Optional<UUID> id) {}
