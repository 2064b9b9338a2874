package dev.handoff.edge.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times and durations as people type them. */
final class TimeConverters {

    private TimeConverters() {}

    /** {@code 2026-11-22T10:00} by this machine's clock, or with {@code Z} or an offset at its end. */
    static final class At implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                return local(text);
            }
        }

        private static Instant local(String text) {
            try {
                return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException("must look like 2026-11-22T10:00 or 2026-11-22T09:00Z, was " + text);
            }
        }
    }

    /** {@code 30s}, {@code 10m}, {@code 1h30m}, {@code 2d}. SmallRye's converter would take 10 as well, without a unit. */
    static final class Delay implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                var iso = text.endsWith("d") ? "P" + text : text.startsWith("P") ? text : "PT" + text;
                return Duration.parse(iso);
            } catch (DateTimeException e) {
                throw new TypeConversionException("must look like 30s, 10m, 1h30m or 2d, was " + text);
            }
        }
    }
}
