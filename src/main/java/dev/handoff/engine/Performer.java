package dev.handoff.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.store.Claim;
import dev.handoff.store.Outcome;
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
    record Performed(Outcome outcome, Optional<Throwable> cause) {}

    /** Blocks until the handler has ended or was given up. Throws nothing. */
    Performed perform(TaskHandler<?, ?> handler, Claim claim, Attempt attempt) {
        var done = new CompletableFuture<Performed>();
        Thread.ofVirtual().name("handler-" + claim.fence().task()).start(() -> {
            var performed = new Performed[1];
            tracing.trace(claim, () -> {
                performed[0] = call(handler, claim, attempt);
                return performed[0].outcome();
            });
            done.complete(performed[0]);
        });
        return await(done, handler.type(), claim, attempt);
    }

    private Performed call(TaskHandler<?, ?> handler, Claim claim, Attempt attempt) {
        attempt.entered();
        try {
            return new Performed(new Outcome.Succeeded(result(handler, claim, attempt)), Optional.empty());
        } catch (Throwable thrown) {
            return new Performed(outcome(thrown, handler.type(), claim, attempt), Optional.of(thrown));
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

    private Performed await(CompletableFuture<Performed> done, TaskType<?, ?> type, Claim claim, Attempt attempt) {
        try {
            try {
                CompletableFuture.anyOf(done, attempt.stopped())
                        .get(type.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                attempt.stop(Stop.TIMED_OUT);
            }
            return done.get(config.grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException deaf) {
            return new Performed(afterStop(attempt.stopped().join(), type, claim), Optional.empty());
        } catch (InterruptedException | ExecutionException impossible) {
            // Nobody knows this thread to interrupt it, and the handler's thread completes its future normally.
            throw new IllegalStateException(impossible);
        }
    }

    private Outcome outcome(Throwable thrown, TaskType<?, ?> type, Claim claim, Attempt attempt) {
        if (attempt.isStopped()) {
            return afterStop(attempt.stopped().join(), type, claim);
        }
        return switch (thrown) {
            case TaskCancelled cancelled -> new Outcome.Cancelled(cancelled.getMessage());
            case TaskFailure failure when failure.isPermanent() -> new Outcome.Dead(failure.getMessage());
            case TaskFailure failure -> retryOrDead(failure.getMessage(), failure.retryAfter(), type, claim);
            default -> retryOrDead(thrown.toString(), Optional.empty(), type, claim);
        };
    }

    private Outcome afterStop(Stop stop, TaskType<?, ?> type, Claim claim) {
        return switch (stop) {
            case TIMED_OUT ->
                retryOrDead("the attempt took longer than " + type.timeout(), Optional.empty(), type, claim);
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
