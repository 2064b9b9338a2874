package dev.handoff.edge.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Things that may happen to one and the same task. */
final class Facts {

    static final String ID = "0198c0de-0000-7000-8000-000000000001";
    static final TaskId TASK = TaskId.parse(ID);
    static final String SUBMITTER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final TaskType<About, String> LABELLED = TaskType.of("transcribe", About.class, String.class)
            .labels("podcast", "speech")
            .correlate("resource_id");

    private record About(@JsonProperty("resource_id") String resourceId) {}

    private Facts() {}

    /** The one type has labels, and correlates by what a resource is called. */
    static TaskTypes types() {
        return new TaskTypes(List.of(new Labelled()), Optional.empty(), new ObjectMapper());
    }

    private static final class Labelled implements TaskHandler<About, String> {

        @Override
        public TaskType<About, String> type() {
            return LABELLED;
        }

        @Override
        public String handle(About input, TaskRun run) {
            return input.resourceId();
        }
    }

    static TaskRef ref(int attempt) {
        return new TaskRef(TASK, "transcribe", "local", 0, attempt);
    }

    static Claim claim(int attempt) {
        return claim(attempt, Optional.of(SUBMITTER));
    }

    static Claim claim(int attempt, Optional<String> traceparent) {
        return new Claim(
                ref(attempt), "{\"pin\":\"canary\"}", 0, Duration.ofMillis(1500), traceparent, Optional.empty(), false);
    }

    static Claim claimAbout(String input) {
        return new Claim(ref(1), input, 0, Duration.ofMillis(1500), Optional.of(SUBMITTER), Optional.empty(), false);
    }

    static TaskEvent.AttemptEnded ended(Outcome outcome, TaskState state) {
        return ended(outcome, state, Optional.empty());
    }

    static TaskEvent.AttemptEnded ended(Outcome outcome, TaskState state, Optional<Throwable> cause) {
        return new TaskEvent.AttemptEnded(claim(2), outcome, stands(state), cause, Duration.ofMillis(1234));
    }

    static Ended stands(TaskState state) {
        return new Ended(ref(2), state, Duration.ZERO, Optional.of("gone"), Optional.empty());
    }

    static Doorbell bell() {
        return new Doorbell(TASK, "transcribe", 1, 0, Instant.EPOCH);
    }

    static DispatchEvent rang(String route) {
        return new DispatchEvent.Rang(bell(), route, "bell-7");
    }

    static DispatchEvent failed(String message) {
        return new DispatchEvent.Failed(bell(), "cloud-tasks", new DispatchFailed(message));
    }
}
