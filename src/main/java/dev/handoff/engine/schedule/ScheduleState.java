package dev.handoff.engine.schedule;

import dev.handoff.engine.store.Pause;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a schedule has come.
 *
 * @param lastTick the last one with a task; empty if there was none yet
 * @param lastTask that task, which may have been pruned since
 * @param nextTick by the database's clock
 * @param pause until whose end the next tick has no task; empty unless it is paused
 */
public record ScheduleState(
        Schedule schedule,
        Optional<Instant> lastTick,
        Optional<TaskId> lastTask,
        Instant nextTick,
        Optional<Pause> pause) {}
