package dev.handoff.dispatch;

import dev.handoff.task.TaskId;
import java.time.Instant;

/**
 * Says that a task is due. Carries no truth: whoever hears it looks into the store.
 *
 * @param priority higher goes first, where the route has a choice
 * @param due by the database's clock; may lie in the future
 */
public record Doorbell(TaskId task, String type, int priority, Instant due) {}
