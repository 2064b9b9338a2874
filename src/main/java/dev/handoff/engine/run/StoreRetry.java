package dev.handoff.engine.run;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Backoff;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the store again until it answers, so that finished work survives a database outage. */
final class StoreRetry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private StoreRetry() {}

    /**
     * Blocks until the store answers.
     *
     * @param stopped ends the asking; the last {@link StoreUnavailable} then passes
     */
    static <T> T until(BooleanSupplier stopped, Supplier<T> question) {
        var pauses = new Backoff(FIRST_PAUSE, MAX_PAUSE);
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailable silent) {
                if (stopped.getAsBoolean()) {
                    throw silent;
                }
                LockSupport.parkNanos(pauses.next().toNanos());
            }
        }
    }
}
