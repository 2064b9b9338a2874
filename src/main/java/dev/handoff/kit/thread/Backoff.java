package dev.handoff.kit.thread;

import dev.handoff.task.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts that go on until one succeeds. They double and vary as those of a task's {@link RetryPolicy} do. For
 * one thread.
 */
public final class Backoff {

    private final RetryPolicy policy;
    private int failures;

    /**
     * Pauses of half to the whole of a length that doubles.
     *
     * @param first the longest pause after the first failure
     * @param max no pause is longer, not even the first
     */
    public Backoff(Duration first, Duration max) {
        this.policy = new RetryPolicy(Integer.MAX_VALUE, Collections.min(List.of(first, max)), max);
    }

    /** How long to wait after one more failure. */
    public Duration next() {
        failures++;
        return policy.delayAfter(failures, ThreadLocalRandom.current());
    }

    /** After a success: the next pause is a first one again. */
    public void reset() {
        failures = 0;
    }
}
