package dev.handoff.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is followed by another: exponential back-off with equal jitter, as in "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015. Half of each delay is fixed, so that a dependency which is down gets its pause;
 * the other half is random, so that tasks that failed together don't come back together.
 *
 * @param maxAttempts how many attempts may fail before the task is given up; 1 means that it is never retried
 * @param firstDelay the longest pause after the first failure; it doubles with each further one
 * @param maxDelay where the doubling ends
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay) {

    /** Five attempts, pauses of about 2, 4, 8 and 16 seconds. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(10));

    /** One attempt. A crash of the process is still followed by another delivery. */
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1));

    // More doublings than a long of milliseconds has room for.
    private static final int MAX_DOUBLINGS = 62;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
        if (firstDelay.isNegative() || firstDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException("firstDelay must lie between zero and maxDelay, was " + firstDelay);
        }
    }

    /** Whether a task gets another attempt after this many failures. */
    public boolean allowsAnotherAfter(int failures) {
        return failures < maxAttempts;
    }

    /**
     * The pause before the next attempt.
     *
     * @param failures how many attempts have failed so far, at least 1
     * @return between half of and the whole back-off, to the millisecond
     */
    public Duration delayAfter(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        long first = firstDelay.toMillis();
        long max = maxDelay.toMillis();
        // Compared by dividing the one side, since multiplying the other could overflow.
        long backOff = first > max >> doublings ? max : first << doublings;
        long half = backOff / 2;
        return Duration.ofMillis(half + random.nextLong(backOff - half + 1));
    }
}
