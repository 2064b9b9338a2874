package dev.handoff.domain.podcast.template;

import java.util.Optional;

/**
 * A template to be stored.
 *
 * @param name for lists
 * @param bodyJson the whole of it
 */
public record NewTemplate(String id, Optional<String> name, String bodyJson) {}
