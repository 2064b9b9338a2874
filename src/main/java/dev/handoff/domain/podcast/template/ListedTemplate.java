package dev.handoff.domain.podcast.template;

import java.time.Instant;
import java.util.Optional;

/**
 * What a list tells of a template.
 *
 * @param version that no template had before; grows with every change
 */
public record ListedTemplate(String id, Optional<String> name, long version, Instant createdAt, Instant updatedAt) {}
