package dev.handoff.kit.media;

/**
 * From one moment of a recording up to another.
 *
 * @param start in seconds from its beginning
 * @param end in seconds from its beginning; infinite if it goes on to the recording's end
 */
public record Interval(double start, double end) {

    /** A whole recording. */
    public static final Interval ALL = new Interval(0, Double.POSITIVE_INFINITY);

    /** In seconds. */
    public double length() {
        return end - start;
    }

    /** A moment to the millisecond: what is shown is also what is used. */
    public static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
