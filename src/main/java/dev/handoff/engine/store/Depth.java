package dev.handoff.engine.store;

import dev.handoff.task.TaskState;
import java.time.Duration;

/**
 * How many tasks of a type are in a state that isn't final.
 *
 * @param oldest how long the one that has waited longest has been due; zero if none is
 */
public record Depth(String type, TaskState state, long count, Duration oldest) {}
