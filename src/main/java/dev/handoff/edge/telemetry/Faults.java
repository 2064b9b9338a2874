package dev.handoff.edge.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what is wrong, for those who would say the same over and over while it stays so. */
final class Faults {

    private static final Duration REMINDER = Duration.ofMinutes(1);

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Faults(InstantSource clock) {
        this.clock = clock;
    }

    private record Told(String fault, Instant at) {}

    /** Whether this subject was not reported within the last minute. It counts as reported from now on. */
    boolean isNew(String subject, String fault) {
        var now = clock.instant();
        var news = new Told(fault, now);
        return told.merge(
                        subject,
                        news,
                        (last, _) -> last.fault().equals(fault)
                                        && now.isBefore(last.at().plus(REMINDER))
                                ? last
                                : news)
                == news;
    }

    /** Whether something is wrong with the subject. */
    boolean isFaulty(String subject) {
        return told.containsKey(subject);
    }

    /** Nothing is wrong with the subject any more. */
    void forget(String subject) {
        told.remove(subject);
    }
}
