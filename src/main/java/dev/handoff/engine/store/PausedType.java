package dev.handoff.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A type of which no attempt begins.
 *
 * @param by who has paused it
 * @param reason why; empty if that was not said
 */
public record PausedType(String type, Instant since, String by, Optional<String> reason) {}
