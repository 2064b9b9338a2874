package dev.handoff.store;

import dev.handoff.task.TaskId;
import java.time.Instant;

/**
 * A task in the queue, as much of it as its doorbell needs.
 *
 * @param attempt how often it was claimed so far
 */
public record Due(TaskId id, String type, String route, int priority, int attempt, Instant runAt) {}
