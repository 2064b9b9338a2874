package dev.handoff.domain.podcast.template;

import java.time.Instant;

/**
 * A template as it is stored.
 *
 * @param bodyJson the whole of it
 * @param version that no template had before; grows with every change
 */
public record TemplateRecord(String id, String bodyJson, long version, Instant createdAt, Instant updatedAt) {}
