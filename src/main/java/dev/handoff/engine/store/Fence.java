package dev.handoff.engine.store;

import dev.handoff.task.TaskId;

/** The right to write for a task: its number is the latest claim's, or the write changes nothing. */
public record Fence(TaskId task, int attempt) {}
