package dev.handoff.kit.audit;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Objects;

/**
 * How long audit entries are kept.
 *
 * @param age zero for ever
 */
public record AuditAge(Duration age) {

    /** The database deletes no younger ones. */
    private static final Duration LEAST = Duration.ofDays(30);

    /** @param text such as {@code 365d}; how configuration is read */
    public static AuditAge parse(CharSequence text) {
        var age = Objects.requireNonNullElse(DurationConverter.parseDuration(text.toString()), Duration.ZERO);
        if (!age.isZero() && age.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("audit entries are kept for at least 30d, or 0, for ever; was " + text);
        }
        return new AuditAge(age);
    }
}
