package dev.handoff.tool.emulator.cloudtasks;

import java.time.Duration;

/**
 * How long a failed task waits: {@code min}, doubled {@code doublings} times, then longer by the same step each time, and
 * at most {@code max}. The documentation of {@code RetryConfig.max_doublings} in the API's queue.proto defines it.
 *
 * @param doublings 0 or more; 0 makes the wait grow by {@code min} each time
 */
record RetryBackoff(Duration min, Duration max, int doublings) {

    /** @param failures how many attempts failed so far, 1 or more */
    Duration after(int failures) {
        // 2^(failures-1), then linear; as doubles, since 2^doublings of nanoseconds overflows a long.
        int doubled = Math.min(failures - 1, doublings);
        double step = Math.pow(2, doubled);
        double factor = failures - 1 <= doublings ? step : step * (failures - doublings);
        double nanos = Math.min(factor * min.toNanos(), max.toNanos());
        return Duration.ofNanos((long) nanos);
    }
}
