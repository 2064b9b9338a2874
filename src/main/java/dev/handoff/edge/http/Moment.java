package dev.handoff.edge.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads a time that a caller has written. */
public final class Moment {

    static final String FORM =
            "must be an ISO-8601 time with an offset, from 1970 to 9999, such as 2026-01-31T10:15:30Z";

    private Moment() {}

    /** Empty if it doesn't have the {@link #FORM}. */
    public static Optional<Instant> parse(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            // Beyond lies what neither PostgreSQL's times nor the ids, which begin with one, can hold.
            boolean storable = time.getYear() >= 1970 && time.getYear() <= 9999;
            return storable ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
