package dev.handoff.edge.http;

import java.time.Duration;

/** Why credentials are not looked at: there were too many wrong ones before them. Quarkus carries it as a cause. */
final class TooManyTries extends RuntimeException {

    private final long seconds;

    TooManyTries(Duration wait) {
        super("too many wrong credentials came from this address; try again in " + seconds(wait) + " s");
        this.seconds = seconds(wait);
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    long seconds() {
        return seconds;
    }

    Problem problem() {
        return Problem.of(429, "too-many-tries", "Too many wrong credentials", getMessage());
    }
}
