package dev.handoff.engine.tally;

import java.time.Duration;
import java.time.Instant;

/** What people look back at. */
public enum Period {
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY(Duration.ofDays(1), Duration.ofMinutes(15));

    private final Duration length;
    private final Duration step;

    Period(Duration length, Duration step) {
        this.length = length;
        this.step = step;
    }

    /** How long one of its points is. */
    public Duration step() {
        return step;
    }

    int seconds() {
        return (int) step.toSeconds();
    }

    /** Where the point that this moment is in begins. */
    public Instant point(Instant moment) {
        return Instant.ofEpochSecond(moment.getEpochSecond() / seconds() * seconds());
    }

    /** Its first point, if this is its last moment. */
    public Instant first(Instant last) {
        return point(last).minus(length).plus(step);
    }

    /** How long rows are kept that nobody looks at any more, while clocks differ. */
    Duration kept() {
        return length.multipliedBy(2);
    }
}
