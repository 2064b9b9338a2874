package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.Concurrency;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives each attempt a thread for its handler, while the thread that has begun it looks at the clock. A handler that doesn't
 * end although it is interrupted is left behind on its thread after a grace period.
 *
 * <p>Handlers that wait have virtual threads. Those that compute, which are the types with one attempt for each processor, have
 * threads of the operating system: on virtual ones they would keep the few threads that carry all of these, and with them the
 * API, heartbeats and sweeps. Against a handler that computes although its type doesn't say so,
 * {@link dev.handoff.kit.thread.Carriers} helps.
 */
@ApplicationScoped
class HandlerThreads {

    private final Duration grace;
    private final Tracing tracing;

    HandlerThreads(EngineConfig config, Tracing tracing) {
        this.grace = config.grace();
        this.tracing = tracing;
    }

    /**
     * Lets the attempt live on a thread of its own, within its span.
     *
     * @throws OutOfMemoryError if the machine has no thread left
     */
    HandlerThread start(Attempt attempt, Supplier<Outcome> life) {
        var done = new CompletableFuture<Outcome>();
        thread(attempt).start(() -> {
            try {
                done.complete(tracing.trace(attempt.claim(), life));
            } catch (Throwable ours) {
                done.completeExceptionally(ours);
            }
        });
        return new HandlerThread(attempt, done);
    }

    private static Thread.Builder thread(Attempt attempt) {
        var name = "handler-" + attempt.taskId();
        return switch (attempt.handler().type().concurrency()) {
            case Concurrency.OnePerProcessor _ -> Thread.ofPlatform().daemon().name(name);
            case Concurrency.Fixed _, Concurrency.Unlimited _ ->
                Thread.ofVirtual().name(name);
        };
    }

    /** The thread of one attempt. */
    final class HandlerThread {

        private final Attempt attempt;
        private final CompletableFuture<Outcome> done;

        private HandlerThread(Attempt attempt, CompletableFuture<Outcome> done) {
            this.attempt = attempt;
            this.done = done;
        }

        /** Stops the attempt when its time is up. False if the handler then goes on although it had time to end. */
        boolean endsInTime() {
            try {
                awaitEndOrStop();
                done.get(grace.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException deaf) {
                return false;
            } catch (ExecutionException ours) {
                return true;
            } catch (InterruptedException impossible) {
                // No other code knows this thread, so none can interrupt it.
                throw new IllegalStateException(impossible);
            }
        }

        private void awaitEndOrStop() throws ExecutionException, InterruptedException {
            try {
                CompletableFuture.anyOf(done, attempt.stopped())
                        .get(attempt.limit().longest().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                attempt.stop(attempt.limit().over());
            }
        }

        /** Calls back when the handler has ended, at once if it has. */
        void onEnd(Runnable callback) {
            done.whenComplete((_, _) -> callback.run());
        }

        /** Blocks until the thread has ended, and throws what it threw. */
        void join() {
            done.join();
        }
    }
}
