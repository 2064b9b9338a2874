package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.RateLimits;
import com.google.cloud.tasks.v2.RetryConfig;
import com.google.cloud.tasks.v2.StackdriverLoggingConfig;
import com.google.protobuf.util.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A queue's limits, complete and checked. The bounds are those of the API's queue.proto, the defaults those that the real
 * service gives a queue that is created without any ({@code gcloud tasks queues describe} shows them).
 */
final class QueueSettings {

    static final double MAX_DISPATCHES_PER_SECOND = 500;
    static final int MAX_CONCURRENT_DISPATCHES = 5_000;

    private static final int USUAL_CONCURRENT_DISPATCHES = 1_000;
    private static final int USUAL_ATTEMPTS = 100;
    private static final int USUAL_DOUBLINGS = 16;
    private static final Duration USUAL_MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration USUAL_MAX_BACKOFF = Duration.ofHours(1);
    private static final int MIN_BURST = 10;
    private static final int MAX_BURST = 100;
    private static final int UNLIMITED = -1;

    private final RateLimits rates;
    private final RetryConfig retries;

    private final Optional<StackdriverLoggingConfig> logging;

    private QueueSettings(RateLimits rates, RetryConfig retries, Optional<StackdriverLoggingConfig> logging) {
        this.rates = rates;
        this.retries = retries;
        this.logging = logging;
    }

    /** Of a queue that is created without any. */
    static QueueSettings usual() {
        return of(Queue.getDefaultInstance());
    }

    /**
     * Of a queue as a caller describes it. What is unset, or zero where the API can't tell that from unset, gets its
     * default.
     *
     * @throws ApiError if a value is out of bounds
     */
    static QueueSettings of(Queue queue) {
        if (queue.hasAppEngineRoutingOverride()) {
            throw ApiError.unimplemented("App Engine: appEngineRoutingOverride can't be set");
        }
        UnknownFields.refuse(queue);
        var logging = queue.hasStackdriverLoggingConfig()
                ? Optional.of(queue.getStackdriverLoggingConfig())
                : Optional.<StackdriverLoggingConfig>empty();
        return new QueueSettings(rates(queue.getRateLimits()), retries(queue.getRetryConfig()), logging);
    }

    private static RateLimits rates(RateLimits given) {
        double rate = given.getMaxDispatchesPerSecond();
        refuse(!(rate >= 0), "RateLimits.maxDispatchesPerSecond cannot be negative.", rate);
        refuse(
                rate > MAX_DISPATCHES_PER_SECOND,
                "RateLimits.maxDispatchesPerSecond must be less than or equal to 500.",
                rate);
        int concurrent = given.getMaxConcurrentDispatches();
        refuse(concurrent < 0, "RateLimits.maxConcurrentDispatches cannot be negative.", concurrent);
        refuse(
                concurrent > MAX_CONCURRENT_DISPATCHES,
                "RateLimits.maxConcurrentDispatches must be less than or equal to 5000.",
                concurrent);
        double perSecond = rate == 0 ? MAX_DISPATCHES_PER_SECOND : rate;
        return RateLimits.newBuilder()
                .setMaxDispatchesPerSecond(perSecond)
                .setMaxBurstSize(burst(perSecond))
                .setMaxConcurrentDispatches(concurrent == 0 ? USUAL_CONCURRENT_DISPATCHES : concurrent)
                .build();
    }

    /** The real service computes it from the rate and does not say how; 100 for 500 a second is what it shows. */
    private static int burst(double perSecond) {
        return (int) Math.clamp(Math.ceil(perSecond / 5), MIN_BURST, MAX_BURST);
    }

    private static RetryConfig retries(RetryConfig given) {
        int attempts = given.getMaxAttempts();
        refuse(attempts < UNLIMITED, "RetryConfig.maxAttempts must be greater or equal to -1.", attempts);
        int doublings = given.getMaxDoublings();
        refuse(doublings < 0, "RetryConfig.maxDoublings cannot be negative.", doublings);
        var minBackoff = given.hasMinBackoff() ? Protos.duration(given.getMinBackoff()) : USUAL_MIN_BACKOFF;
        refuse(minBackoff.isNegative(), "RetryConfig.minBackoff cannot be negative.", minBackoff);
        var maxBackoff = given.hasMaxBackoff() ? Protos.duration(given.getMaxBackoff()) : USUAL_MAX_BACKOFF;
        refuse(maxBackoff.isNegative(), "RetryConfig.maxBackoff cannot be negative.", maxBackoff);
        refuse(
                minBackoff.compareTo(maxBackoff) > 0,
                "RetryConfig.minBackoff must be less than or equal to RetryConfig.maxBackoff.",
                minBackoff);
        var duration = Protos.duration(given.getMaxRetryDuration());
        refuse(duration.isNegative(), "RetryConfig.maxRetryDuration cannot be negative.", duration);
        return RetryConfig.newBuilder()
                .setMaxAttempts(attempts == 0 ? USUAL_ATTEMPTS : attempts)
                .setMaxRetryDuration(Durations.fromSeconds(duration.toSeconds()))
                .setMinBackoff(Protos.duration(minBackoff))
                .setMaxBackoff(Protos.duration(maxBackoff))
                .setMaxDoublings(doublings == 0 ? USUAL_DOUBLINGS : doublings)
                .build();
    }

    private static void refuse(boolean bad, String rule, Object value) {
        if (bad) {
            throw ApiError.invalid(rule + " It was " + value + ".");
        }
    }

    RateLimits rates() {
        return rates;
    }

    RetryConfig retries() {
        return retries;
    }

    /** Kept for callers who look at it; nothing is logged. */
    Optional<StackdriverLoggingConfig> logging() {
        return logging;
    }

    RetryBackoff backoff() {
        return new RetryBackoff(
                Protos.duration(retries.getMinBackoff()),
                Protos.duration(retries.getMaxBackoff()),
                retries.getMaxDoublings());
    }

    /**
     * Whether a failed task is given up: when it has had all its attempts <em>and</em> its time is over, as far as these
     * are limited at all. Unlimited attempts leave the decision to the time.
     */
    boolean givesUp(int attempts, Duration sinceFirst) {
        boolean attemptsLimited = retries.getMaxAttempts() != UNLIMITED;
        var time = Protos.duration(retries.getMaxRetryDuration());
        return (attemptsLimited || !time.isZero())
                && (!attemptsLimited || attempts >= retries.getMaxAttempts())
                && sinceFirst.compareTo(time) >= 0;
    }
}
