package dev.handoff.domain.search;

import java.time.Instant;
import java.util.Optional;

/**
 * An item whose meaning is near to the words that were searched.
 *
 * @param heading its author or its title
 * @param text the nearest part of it, at most a thousand characters
 * @param score the cosine of the angle between them, from -1 to 1
 */
public record Neighbour(
        ItemKind kind, long id, Optional<String> heading, String text, double score, Instant createdAt) {}
