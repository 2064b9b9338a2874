package dev.handoff.domain.podcast.chunk;

import dev.handoff.kit.media.Interval;
import java.util.ArrayList;
import java.util.List;

/** Decides which parts of silences are cut out. */
final class Silences {

    /** What is left of a silence on either side of a sound, in seconds, because words begin and end softly. */
    static final double MARGIN = 0.1;

    private Silences() {}

    /**
     * The parts to cut out. A sound that is silent throughout keeps the margins.
     *
     * @param length of the sound, in seconds
     */
    static List<Interval> cuts(List<Interval> silences, double length) {
        return silences.stream()
                .map(silence -> without(silence, length))
                .filter(cut -> cut.length() > 0)
                .toList();
    }

    private static Interval without(Interval silence, double length) {
        boolean first = silence.start() <= 0;
        boolean last = silence.end() >= length;
        double start = first && !last ? 0 : Interval.rounded(silence.start() + MARGIN);
        double end = last && !first ? length : Interval.rounded(silence.end() - MARGIN);
        return new Interval(start, end);
    }

    /** The parts between the cuts. */
    static List<Interval> kept(List<Interval> cuts, double length) {
        var kept = new ArrayList<Interval>();
        double from = 0;
        for (var cut : cuts) {
            kept.add(new Interval(from, cut.start()));
            from = cut.end();
        }
        kept.add(new Interval(from, length));
        kept.removeIf(part -> part.length() <= 0);
        return kept;
    }
}
