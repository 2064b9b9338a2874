package dev.handoff.domain.search;

import java.time.Instant;
import java.util.Optional;

/**
 * A message or an atom to be stored.
 *
 * @param id the caller's own
 * @param heading its author or its title
 * @param createdAt now, if empty
 */
public record NewItem(long id, Optional<String> heading, String content, Optional<Instant> createdAt) {}
