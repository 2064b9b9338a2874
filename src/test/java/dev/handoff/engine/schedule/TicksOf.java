package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/** Has tasks of ticks submitted by a test. */
public final class TicksOf extends Ticks {

    /** What {@link Ticks#submit} does of it. */
    public interface Submitter {
        Optional<TaskId> submit(String schedule, Instant tick);
    }

    private final Submitter submitter;

    public TicksOf(Submitter submitter) {
        super(null, null, null, null, null);
        this.submitter = submitter;
    }

    @Override
    public Optional<TaskId> submit(String schedule, Instant tick, String type, JsonNode input) {
        return submitter.submit(schedule, tick);
    }
}
