package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/** A submitter that asks a test. */
public final class TickSubmitterOf extends TickSubmitter {

    /** What {@link TickSubmitter#submit} does of it. */
    public interface Submitter {
        Optional<TaskId> submit(String schedule, Instant tick);
    }

    private final Submitter submitter;

    public TickSubmitterOf(Submitter submitter) {
        super(null, null, null, null, null);
        this.submitter = submitter;
    }

    @Override
    public Optional<TaskId> submit(String schedule, Instant tick, String type, JsonNode input) {
        return submitter.submit(schedule, tick);
    }
}
