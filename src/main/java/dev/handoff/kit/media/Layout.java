package dev.handoff.kit.media;

import java.util.ArrayList;
import java.util.List;

/**
 * When what of a mix sounds. What {@link Mixer} makes agrees with it to the sample.
 *
 * @param parts from the beginning of each to its end, both with what sounds together with its neighbours
 * @param beds from the beginning of the music to its end
 * @param seconds how long all is
 */
public record Layout(List<Interval> parts, List<Interval> beds, double seconds) {

    public Layout {
        parts = List.copyOf(parts);
        beds = List.copyOf(beds);
    }

    /** @throws IllegalArgumentException if parts or music are too short for what fades in them */
    public static Layout of(Mix mix) {
        var parts = parts(mix.parts());
        var beds = mix.beds().stream().map(bed -> bed(bed, parts)).toList();
        return new Layout(parts, beds, parts.getLast().end());
    }

    private static List<Interval> parts(List<Part> parts) {
        var laid = new ArrayList<Interval>();
        double end = 0;
        // How much of the part before is not yet taken by its own cross-fade.
        double free = 0;
        for (var part : parts) {
            if (part.crossfade() > free) {
                throw new IllegalArgumentException("part " + laid.size() + " begins " + part.crossfade()
                        + " s before the end of the part before it, which has " + free
                        + " s for that (a first part has none); shorten the cross-fade");
            }
            double start = end - part.crossfade();
            end = start + part.seconds();
            free = part.seconds() - part.crossfade();
            laid.add(new Interval(start, end));
        }
        return laid;
    }

    private static Interval bed(MusicBed bed, List<Interval> parts) {
        double start = parts.get(bed.firstPart()).start();
        double longest = parts.get(bed.lastPart()).end() - start;
        double seconds = bed.loop() ? longest : Math.min(longest, bed.clip().seconds());
        if (bed.fadeIn() + bed.fadeOut() > seconds) {
            throw new IllegalArgumentException("music of " + seconds + " s below parts " + bed.firstPart() + " to "
                    + bed.lastPart() + " is shorter than its fade-in of " + bed.fadeIn() + " s and fade-out of "
                    + bed.fadeOut() + " s; shorten them");
        }
        return new Interval(start, start + seconds);
    }
}
