package dev.handoff.engine.store;

import java.time.Duration;

/**
 * Events that not every subscriber, or the broker, has yet.
 *
 * @param oldest how long the oldest has been waiting since it was stored; zero if there is none
 */
public record Backlog(long events, Duration oldest) {}
