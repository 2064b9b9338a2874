package dev.handoff.tool.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How often something was done in how long. */
public record Rate(long count, double seconds) {

    private static final double NANOS = 1e9;

    static Rate of(long count, long nanos) {
        return new Rate(count, nanos / NANOS);
    }

    @JsonProperty
    public double perSecond() {
        return count / seconds;
    }
}
