package dev.handoff.tool.emulator.cloudtasks;

/**
 * Slows a queue down whose targets are in trouble. The real service does so on answers 429 and 503 and when the rate of
 * errors is high (documentation of {@code HttpRequest} in the API's target.proto), and does not publish by how much.
 *
 * <p>Here every 429 or 503 halves the rate, and so does every failure when more than half of about the last twenty attempts
 * failed. Every success gives back a twentieth of the full rate. A sixty-fourth always remains.
 */
final class Throttle {

    private static final double MIN_FACTOR = 1.0 / 64;
    private static final double REGAINED = 1.0 / 20;
    /** The weight of the newest attempt in the running average of failures. */
    private static final double WEIGHT = 1.0 / 20;

    private static final double HIGH = 0.5;

    private double factor = 1;
    private double failures;

    /** What part of the queue's rate is allowed now, above 0 and at most 1. */
    double factor() {
        return factor;
    }

    void note(Answer answer) {
        failures += WEIGHT * ((answer.succeeded() ? 0 : 1) - failures);
        if (answer.succeeded()) {
            factor = Math.min(1, factor + REGAINED);
        } else if (answer.asksForLess() || failures > HIGH) {
            factor = Math.max(MIN_FACTOR, factor / 2);
        }
    }
}
