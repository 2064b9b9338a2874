package dev.handoff.engine.store;

import java.time.Duration;

/**
 * Tasks of one type that wait on one route.
 *
 * @param oldest how long ago the first of them was due; zero if none is due yet
 * @param served whether an instance runs that serves the type
 */
public record Backlog(String type, String route, long count, Duration oldest, boolean served) {}
