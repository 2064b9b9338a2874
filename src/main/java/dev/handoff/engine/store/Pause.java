package dev.handoff.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * That something is paused.
 *
 * @param by whom: the name of a key or an account
 * @param reason empty if none was given
 */
public record Pause(Instant since, String by, Optional<String> reason) {}
