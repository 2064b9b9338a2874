package dev.handoff.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.TaskCancelled;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Lets a handler do its work on a virtual thread of its own, and turns whatever comes of it into an outcome. A handler
 * that doesn't end although it is interrupted is left to itself after a grace period; what it does later has no effect,
 * since its attempt has ended.
 */
@ApplicationScoped
class Performer {

    /** The largest result that is stored, in characters of JSON. */
    private static final int MAX_RESULT_LENGTH = 1 << 20;

    private final ObjectMapper json;
    private final Tracing tracing;
    private final EngineConfig config;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Performer(ObjectMapper json, Tracing tracing, EngineConfig config) {
        this.json = json;
        this.tracing = tracing;
        this.config = config;
    }

    /**
     * What came of an attempt.
     *
     * @param cause what the handler threw
     */
    record Performed(Outcome outcome, Optional<Throwable> cause, Duration took) {}

    /** What happens around the handler, within the attempt's span; once each. */
    interface Course {

        void begin();

        /** Stores the outcome, and answers the one that was stored. */
        Outcome end(Performed performed);
    }

    /** Blocks until the attempt has ended, with its handler or without it. */
    void perform(TaskHandler<?, ?> handler, Claim claim, Attempt attempt, Limit limit, Course course) {
        var done = new CompletableFuture<Outcome>();
        Thread.ofVirtual().name("handler-" + claim.fence().task()).start(() -> {
            try {
                done.complete(tracing.trace(claim, () -> {
                    course.begin();
                    var performed = call(handler, claim, attempt);
                    return attempt.isFirstToEnd() ? course.end(performed) : performed.outcome();
                }));
            } catch (Throwable ours) {
                done.completeExceptionally(ours);
            }
        });
        if (!awaitEnd(done, limit, attempt) && attempt.isFirstToEnd()) {
            var outcome = afterStop(attempt, handler.type(), claim);
            course.end(new Performed(outcome, Optional.empty(), attempt.took()));
        } else {
            done.join();
        }
    }

    private Performed call(TaskHandler<?, ?> handler, Claim claim, Attempt attempt) {
        attempt.entered();
        try {
            var succeeded = new Outcome.Succeeded(result(handler, claim, attempt), attempt.events());
            return new Performed(succeeded, Optional.empty(), attempt.took());
        } catch (Throwable thrown) {
            var outcome = outcome(thrown, handler.type(), claim, attempt);
            return new Performed(outcome, Optional.of(thrown), attempt.took());
        } finally {
            attempt.left();
        }
    }

    private <I, R> String result(TaskHandler<I, R> handler, Claim claim, Attempt attempt) throws Exception {
        var result = json.writeValueAsString(handler.handle(input(handler.type(), claim), attempt));
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
            throw TaskFailure.permanent("the input can't be read: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    /** False if the handler goes on although it was interrupted and had time to end. */
    private boolean awaitEnd(CompletableFuture<Outcome> done, Limit limit, Attempt attempt) {
        try {
            try {
                CompletableFuture.anyOf(done, attempt.stopped())
                        .get(limit.longest().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                attempt.stop(limit.over());
            }
            done.get(config.grace().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException deaf) {
            return false;
        } catch (ExecutionException ours) {
            return true;
        } catch (InterruptedException impossible) {
            // Nobody knows this thread to interrupt it.
            throw new IllegalStateException(impossible);
        }
    }

    private Outcome outcome(Throwable thrown, TaskType<?, ?> type, Claim claim, Attempt attempt) {
        if (attempt.isStopped()) {
            return afterStop(attempt, type, claim);
        }
        return switch (thrown) {
            case TaskCancelled cancelled -> new Outcome.Cancelled(cancelled.getMessage());
            case TaskFailure failure when failure.isPermanent() -> new Outcome.Dead(failure.getMessage());
            case TaskFailure failure -> retryOrDead(failure.getMessage(), failure.retryAfter(), type, claim);
            default -> retryOrDead(thrown.toString(), Optional.empty(), type, claim);
        };
    }

    private Outcome afterStop(Attempt attempt, TaskType<?, ?> type, Claim claim) {
        var stop = attempt.stopped().join();
        return switch (stop) {
            case TIMED_OUT ->
                retryOrDead("the attempt took longer than " + type.timeout(), Optional.empty(), type, claim);
            // One that never finishes a step would otherwise begin anew for ever.
            case OUT_OF_BUDGET ->
                attempt.finishedAStep()
                        ? new Outcome.Released(stop.reason())
                        : retryOrDead(
                                "the attempt finished no step within the time of its delivery",
                                Optional.empty(),
                                type,
                                claim);
            case CANCELLED -> new Outcome.Cancelled(stop.reason());
            case LEASE_LOST, DRAINING -> new Outcome.Released(stop.reason());
        };
    }

    private Outcome retryOrDead(String error, Optional<Duration> wanted, TaskType<?, ?> type, Claim claim) {
        int failures = claim.failures() + 1;
        return type.retries().allowsAnotherAfter(failures)
                ? new Outcome.Retry(wanted.orElseGet(() -> type.retries().delayAfter(failures, random)), error)
                : new Outcome.Dead(error);
    }
}
