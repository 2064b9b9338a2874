package dev.handoff.engine.store;

import dev.handoff.task.TaskRef;
import java.time.Duration;

/**
 * A task that an attempt holds.
 *
 * @param task at that attempt
 * @param since how long, by the database's clock
 */
public record Held(TaskRef task, Duration since) {}
