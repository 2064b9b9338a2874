package dev.handoff.domain.podcast.template;

import java.time.Instant;

/**
 * A template that is stored.
 *
 * @param version that no template had before; grows with every change
 */
public record StoredTemplate(Template template, long version, Instant createdAt, Instant updatedAt) {}
