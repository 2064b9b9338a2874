package dev.handoff.engine.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an attempt may take.
 *
 * @param over why it is stopped then
 */
record Limit(Duration longest, Stop over) {

    /** The type's timeout, or the time that the delivery has if that is less. */
    static Limit of(Duration timeout, Optional<Duration> budget) {
        return budget.filter(time -> time.compareTo(timeout) < 0)
                .map(time -> new Limit(time, Stop.OUT_OF_BUDGET))
                .orElseGet(() -> new Limit(timeout, Stop.TIMED_OUT));
    }
}
