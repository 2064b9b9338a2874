package dev.handoff.tool.bench;

import org.HdrHistogram.Histogram;

/** How long something took, in milliseconds. */
public record Percentiles(long count, double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    private static final double MICROS = 1000;

    /** @param micros of values in microseconds */
    static Percentiles of(Histogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(95) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getMaxValue() / MICROS);
    }
}
