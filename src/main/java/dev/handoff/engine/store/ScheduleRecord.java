package dev.handoff.engine.store;

import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a schedule has come.
 *
 * @param since from when on its ticks count
 * @param lastTick empty if there was none yet
 * @param lastTask the last tick's
 * @param pause empty unless it is paused
 */
public record ScheduleRecord(
        String name, Instant since, Optional<Instant> lastTick, Optional<TaskId> lastTask, Optional<Pause> pause) {

    /** Only ticks after this moment are still to come. */
    public Instant reached() {
        return lastTick.filter(since::isBefore).orElse(since);
    }
}
