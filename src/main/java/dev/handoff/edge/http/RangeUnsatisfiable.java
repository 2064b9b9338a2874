package dev.handoff.edge.http;

/** A range that begins behind the end of what is asked for: 416. */
public final class RangeUnsatisfiable extends RuntimeException {

    /** @param contentRange the header that tells how long it is */
    public RangeUnsatisfiable(String contentRange) {
        super(contentRange);
    }
}
