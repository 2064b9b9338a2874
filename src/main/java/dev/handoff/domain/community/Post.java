package dev.handoff.domain.community;

import java.time.Instant;
import java.util.Optional;

/**
 * What an author has published.
 *
 * @param circleId the circle in which it was published; empty if in none
 * @param content may be empty
 */
public record Post(
        String postId,
        String authorId,
        Optional<String> circleId,
        String title,
        String content,
        Instant createdAt,
        Instant updatedAt) {}
