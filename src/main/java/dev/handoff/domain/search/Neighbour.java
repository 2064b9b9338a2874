package dev.handoff.domain.search;

import java.time.Instant;
import java.util.Optional;

/**
 * An item that lies near to what was looked for.
 *
 * @param heading its author or its title
 * @param text the part of it that lies nearest, or the first thousand characters of that
 * @param score the cosine of the angle between them, from -1 to 1
 */
public record Neighbour(
        ItemKind kind, long id, Optional<String> heading, String text, double score, Instant createdAt) {}
