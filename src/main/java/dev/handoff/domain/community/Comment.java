package dev.handoff.domain.community;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment on a post.
 *
 * @param parentId the comment that it answers; empty if it answers the post
 */
public record Comment(
        String commentId,
        String postId,
        String authorId,
        Optional<String> parentId,
        String content,
        Instant createdAt) {}
