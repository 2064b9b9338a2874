package dev.handoff.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.host.HostFault;
import dev.handoff.kit.host.HostHealth;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskCancelled;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Calls handlers, and turns whatever comes of that into an outcome. */
@ApplicationScoped
class HandlerCall {

    /** The largest result that is stored, in characters of JSON. */
    private static final int MAX_RESULT_LENGTH = 1 << 20;

    /** How soon a task comes again that this machine couldn't run, by its attempts. */
    private static final RetryPolicy UNTIL_IT_PASSES =
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** After how many attempts that were released for one such reason the next one counts, if its task may be the cause. */
    private static final int MAX_RELEASES = 3;

    private static final String COULD_NOT = "this machine couldn't run it: ";

    private final TaskTypes types;
    private final ObjectMapper json;
    private final HostHealth host;
    private final TaskStore store;

    HandlerCall(TaskTypes types, ObjectMapper json, HostHealth host, TaskStore store) {
        this.types = types;
        this.json = json;
        this.host = host;
        this.store = store;
    }

    /**
     * What came of an attempt.
     *
     * @param cause what the handler threw; left out if it tells a secret
     */
    record Result(Outcome outcome, Optional<Throwable> cause, Duration took) {}

    /** Lets the handler do its work on the current thread. Throws nothing of the handler's. */
    Result call(Attempt attempt) {
        attempt.entered();
        try {
            var succeeded = new Outcome.Succeeded(result(attempt.handler(), attempt), attempt.events());
            return new Result(succeeded, Optional.empty(), attempt.took());
        } catch (Throwable thrown) {
            return failed(attempt, thrown);
        } finally {
            attempt.left();
        }
    }

    /** What came of an attempt that was stopped and whose handler doesn't end. */
    Result leftBehind(Attempt attempt) {
        return new Result(afterStop(attempt), Optional.empty(), attempt.took());
    }

    /** What came of an attempt whose handler could not be called. */
    Result failed(Attempt attempt, Throwable thrown) {
        var failed = new Result(outcome(thrown, attempt), Optional.of(thrown), attempt.took());
        return types.secrets(type(attempt).name())
                .map(secrets -> Discretion.about(attempt.claim().inputJson(), secrets, json)
                        .keep(failed))
                .orElse(failed);
    }

    private <I, R> String result(TaskHandler<I, R> handler, Attempt attempt) throws Exception {
        var result = json.writeValueAsString(handler.handle(input(handler.type(), attempt.claim()), attempt));
        if (result.length() > MAX_RESULT_LENGTH) {
            throw TaskFailure.permanent("the result has " + result.length() + " characters of JSON, at most "
                    + MAX_RESULT_LENGTH + " are stored; put it into storage and return its name");
        }
        return result;
    }

    private <I> I input(TaskType<I, ?> type, Claim claim) throws TaskFailure {
        try {
            return json.readValue(claim.inputJson(), type.input());
        } catch (JsonProcessingException unreadable) {
            throw TaskFailure.permanent("the input can't be read: " + JsonFault.reason(unreadable), unreadable);
        }
    }

    private Outcome outcome(Throwable thrown, Attempt attempt) {
        if (attempt.isStopped()) {
            return afterStop(attempt);
        }
        return HostFault.in(thrown)
                .<Outcome>map(fault -> released(fault, attempt))
                .orElseGet(() -> afterFailure(thrown, attempt));
    }

    private Outcome released(HostFault fault, Attempt attempt) {
        host.met(fault);
        if (fault.mayBeOfTheWork() && releases(attempt, fault) >= MAX_RELEASES) {
            return retryOrDead(
                    COULD_NOT + fault.getMessage() + "; as " + MAX_RELEASES
                            + " attempts before met the same, the task may need more than this program has",
                    Optional.empty(),
                    attempt);
        }
        var delay = UNTIL_IT_PASSES.delayAfter(attempt.attempt(), ThreadLocalRandom.current());
        return new Outcome.Released(delay, COULD_NOT + fault.getMessage());
    }

    private int releases(Attempt attempt, HostFault fault) {
        try {
            return store.releases(attempt.taskId(), COULD_NOT + fault.kind());
        } catch (StoreUnavailable silent) {
            // It is released once more, which harms nobody.
            return 0;
        }
    }

    private static Outcome afterFailure(Throwable thrown, Attempt attempt) {
        return switch (thrown) {
            case TaskCancelled cancelled -> new Outcome.Cancelled(cancelled.getMessage());
            case TaskFailure failure when failure.isPermanent() -> new Outcome.Dead(failure.getMessage());
            case TaskFailure failure -> retryOrDead(failure.getMessage(), failure.retryAfter(), attempt);
            default -> retryOrDead(thrown.toString(), Optional.empty(), attempt);
        };
    }

    private static Outcome afterStop(Attempt attempt) {
        var stop = attempt.stopped().join();
        return switch (stop) {
            case TIMED_OUT ->
                retryOrDead("the attempt took longer than " + type(attempt).timeout(), Optional.empty(), attempt);
            // One that never finishes a step would otherwise begin anew for ever.
            case OUT_OF_BUDGET ->
                attempt.finishedAStep()
                        ? new Outcome.Released(stop.reason())
                        : retryOrDead(
                                "the attempt finished no step within the time of its delivery",
                                Optional.empty(),
                                attempt);
            case CANCELLED -> new Outcome.Cancelled(stop.reason());
            case LEASE_LOST, DRAINING -> new Outcome.Released(stop.reason());
        };
    }

    private static Outcome retryOrDead(String error, Optional<Duration> wanted, Attempt attempt) {
        int failures = attempt.claim().failures() + 1;
        var retries = type(attempt).retries();
        return retries.allowsAnotherAfter(failures)
                ? new Outcome.Retry(
                        wanted.orElseGet(() -> retries.delayAfter(failures, ThreadLocalRandom.current())), error)
                : new Outcome.Dead(error);
    }

    private static TaskType<?, ?> type(Attempt attempt) {
        return attempt.handler().type();
    }
}
