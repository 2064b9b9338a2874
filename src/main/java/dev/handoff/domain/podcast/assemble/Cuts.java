package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides where a recording is cut into pieces. */
final class Cuts {

    /** What is left of a silence before the next sound, in seconds. Trimming leaves as much. */
    static final double MARGIN = 0.1;

    /** By what fraction a piece may be shorter or longer than usual. */
    static final double SLACK = 0.5;

    private Cuts() {}

    /**
     * Cuts in the longest silence near the place where a piece should end, just before the next sound. Without a silence it
     * cuts within a sound, which does no harm: nothing is lost or doubled between two pieces.
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
