package dev.handoff.engine.store;

import dev.handoff.task.TaskId;
import java.time.Duration;

/**
 * A task in the queue, as much of it as its doorbell needs.
 *
 * @param attempt how often it was claimed so far
 * @param delay until it is due, by the database's clock when it answered; negative if it is overdue
 */
public record Due(TaskId id, String type, String route, int priority, int attempt, Duration delay) {}
