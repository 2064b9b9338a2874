package dev.handoff.tool.emulator.cloudtasks;

import java.time.Duration;
import java.time.Instant;

/** Limits a rate: it holds up to {@code size} tokens, is full at first and is refilled steadily. */
final class TokenBucket {

    private final double size;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int size, Instant now) {
        this.size = size;
        this.tokens = size;
        this.filledAt = now;
    }

    /** Takes a token if there is one. */
    boolean take(Instant now, double ratePerSecond) {
        fill(now, ratePerSecond);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** How long until there is a token. */
    Duration untilNext(Instant now, double ratePerSecond) {
        fill(now, ratePerSecond);
        return tokens >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(
                        (1 - tokens) / ratePerSecond * Duration.ofSeconds(1).toNanos()));
    }

    private void fill(Instant now, double ratePerSecond) {
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        if (seconds > 0) {
            // A hair more than exact, or rounding could leave a token at 0.9999 for ever.
            tokens = Math.min(size, tokens + seconds * ratePerSecond + 1e-9);
            filledAt = now;
        }
    }
}
