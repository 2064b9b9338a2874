package dev.handoff.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The ids of tasks, by which the primary key finds a time: version 7 UUIDs (RFC 9562, section 5.7), which begin with the
 * milliseconds of their making.
 */
final class Version7 {

    /** Before all of them: where reading in their order begins. */
    static final UUID SMALLEST = new UUID(0, 0);

    /** How far a submitter's clock, which ids begin with, may be away from the database's. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private Version7() {}

    /** No id that is made in this millisecond or later is smaller. */
    static UUID firstOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
