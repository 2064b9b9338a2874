package dev.handoff.engine.tally;

import java.time.Duration;
import java.util.Optional;

/** How many durations there were of which length, in steps of a factor of the square root of two. Not safe for threads. */
public final class Spread {

    private static final int MAX_STEPS = 64;
    private static final double STEPS_PER_DOUBLING = 2;

    private final long[] counts = new long[MAX_STEPS];

    void add(Duration duration) {
        counts[step(duration.toMillis())]++;
    }

    void add(Integer[] others) {
        for (int i = 0; i < Math.min(others.length, MAX_STEPS); i++) {
            counts[i] += others[i];
        }
    }

    private static int step(long millis) {
        double steps = Math.log(Math.max(1, millis)) / Math.log(2) * STEPS_PER_DOUBLING;
        return Math.clamp(Math.round(steps), 0, MAX_STEPS - 1);
    }

    /** Without the zeros at the end. */
    Integer[] counts() {
        int length = MAX_STEPS;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        var filled = new Integer[length];
        for (int i = 0; i < length; i++) {
            filled[i] = (int) Math.min(Integer.MAX_VALUE, counts[i]);
        }
        return filled;
    }

    /**
     * The duration that this share of all did not exceed, to within a fifth.
     *
     * @param share from 0 to 1
     * @return empty if there were none
     */
    public Optional<Duration> quantile(double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long seen = 0;
        for (int i = 0; i < MAX_STEPS; i++) {
            seen += counts[i];
            if (all > 0 && seen >= share * all) {
                return Optional.of(Duration.ofMillis(Math.round(Math.pow(2, i / STEPS_PER_DOUBLING))));
            }
        }
        return Optional.empty();
    }
}
