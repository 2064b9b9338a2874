package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides where a recording is cut into pieces. */
final class Cuts {

    /** Stays of a silence before the sound that follows it, in seconds; as much as trimming leaves there. */
    static final double MARGIN = 0.1;

    /** A piece has at least this much of its usual length, and at most as much more. */
    static final double SLACK = 0.5;

    private Cuts() {}

    /**
     * In the longest silence near to where a piece should end, just before the sound after it; where nobody is silent, in the
     * middle of a sound, which does no harm since nothing is lost or doubled between two pieces.
     *
     * @param silences in order
     * @param length of the recording, in seconds
     * @param piece how long pieces should be, in seconds
     * @return moments, ascending; empty if the recording is one piece
     */
    static List<Double> of(List<Interval> silences, double length, double piece) {
        var cuts = new ArrayList<Double>();
        double from = 0;
        while (length - from > piece * (1 + SLACK)) {
            from = next(silences, from + piece, piece * SLACK);
            cuts.add(from);
        }
        return cuts;
    }

    private static double next(List<Interval> silences, double wanted, double slack) {
        return silences.stream()
                .filter(silence -> silence.length() > 2 * MARGIN)
                .filter(silence -> Math.abs(cutIn(silence) - wanted) < slack)
                .max(Comparator.comparingDouble(Interval::length))
                .map(Cuts::cutIn)
                .orElse(Interval.rounded(wanted));
    }

    private static double cutIn(Interval silence) {
        return Interval.rounded(silence.end() - MARGIN);
    }
}
