package dev.handoff.engine.schedule;

import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a schedule has come.
 *
 * @param lastTick the last one with a task; empty if there was none yet
 * @param lastTask that task, which may have been pruned since
 * @param nextTick by the database's clock
 */
public record ScheduleState(
        Schedule schedule, Optional<Instant> lastTick, Optional<TaskId> lastTask, Instant nextTick) {}
