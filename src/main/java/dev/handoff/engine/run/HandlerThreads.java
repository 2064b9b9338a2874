package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.store.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives each attempt a virtual thread for its handler, while the thread that has begun it looks at the clock. A handler that
 * doesn't end although it is interrupted is left behind on its thread after a grace period.
 */
@ApplicationScoped
class HandlerThreads {

    private final Duration grace;
    private final Tracing tracing;

    HandlerThreads(EngineConfig config, Tracing tracing) {
        this.grace = config.grace();
        this.tracing = tracing;
    }

    /** Lets the attempt live on a thread of its own, within its span. */
    HandlerThread start(Attempt attempt, Supplier<Outcome> life) {
        var done = new CompletableFuture<Outcome>();
        Thread.ofVirtual().name("handler-" + attempt.taskId()).start(() -> {
            try {
                done.complete(tracing.trace(attempt.claim(), life));
            } catch (Throwable ours) {
                done.completeExceptionally(ours);
            }
        });
        return new HandlerThread(attempt, done);
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

        /** Blocks until the thread has ended, and throws what it threw. */
        void join() {
            done.join();
        }
    }
}
