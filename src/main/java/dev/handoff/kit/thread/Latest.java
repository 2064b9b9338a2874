package dev.handoff.kit.thread;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The latest answer to a question that costs something, or goes over a network. However many want to know, it is asked once at
 * a time, and again only when its answer has become old.
 */
public final class Latest<T> {

    private final Supplier<T> question;
    private final Duration fresh;
    private final Duration patience;
    private final InstantSource clock;
    private CompletableFuture<Answer<T>> asked = CompletableFuture.failedFuture(new IllegalStateException("not asked"));
    private volatile Optional<Answer<T>> known = Optional.empty();

    /** @param takenAt when the question was asked */
    public record Answer<T>(T value, Instant takenAt) {}

    /**
     * @param question is asked on a virtual thread of its own
     * @param fresh how old an answer may be that is given to others
     * @param patience how long anybody waits for a new one
     */
    public Latest(Supplier<T> question, Duration fresh, Duration patience, InstantSource clock) {
        this.question = question;
        this.fresh = fresh;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * An answer that is fresh; if a new one takes too long, the one before it.
     *
     * @return empty if it takes too long and is the first
     * @throws RuntimeException what the question throws; the next caller asks again
     */
    public Optional<Answer<T>> get() {
        return awaited(asking(false));
    }

    /** The same, but an answer that is asked for from now on, unless one is under way. */
    public Optional<Answer<T>> anew() {
        return awaited(asking(true));
    }

    private Optional<Answer<T>> awaited(CompletableFuture<Answer<T>> answer) {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            return known;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException passed ? passed : new CompletionException(failed);
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
            return known;
        }
    }

    private synchronized CompletableFuture<Answer<T>> asking(boolean anew) {
        if (asked.isCompletedExceptionally() || asked.isDone() && (anew || isOld(asked.join()))) {
            var answer = new CompletableFuture<Answer<T>>();
            asked = answer;
            Thread.ofVirtual().name("question-", 0).start(() -> ask(answer));
        }
        return asked;
    }

    private boolean isOld(Answer<T> answer) {
        return answer.takenAt().plus(fresh).isBefore(clock.instant());
    }

    private void ask(CompletableFuture<Answer<T>> answer) {
        try {
            var now = clock.instant();
            var told = new Answer<>(question.get(), now);
            known = Optional.of(told);
            answer.complete(told);
        } catch (RuntimeException | Error failed) {
            answer.completeExceptionally(failed);
        }
    }
}
