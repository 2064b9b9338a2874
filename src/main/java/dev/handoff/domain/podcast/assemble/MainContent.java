package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.kit.media.Interval;
import java.util.List;

/**
 * The cleaned main content.
 *
 * @param pieces in order; times within a piece count from its own beginning
 */
record MainContent(List<Chunk> pieces) {

    /** Approximately, in LUFS, from the energy and length of the pieces; null if all are silent. */
    Double loudness() {
        double seconds = 0;
        double energy = 0;
        for (var piece : pieces) {
            var loudness = piece.after().integrated();
            if (loudness != null) {
                seconds += piece.duration();
                energy += piece.duration() * Math.pow(10, loudness / 10);
            }
        }
        return seconds == 0 ? null : (Double) (10 * Math.log10(energy / seconds));
    }

    /** How much was cut out, in seconds. */
    double silenceCut() {
        return Interval.rounded(pieces.stream()
                .flatMap(piece -> piece.cut().stream())
                .mapToDouble(Interval::length)
                .sum());
    }

    /**
     * Where a moment of the recording is in the cleaned content.
     *
     * @param moment in seconds; for a moment that was cut out, the place of the cut is returned
     */
    double now(double moment) {
        double recorded = 0;
        double now = 0;
        for (var piece : pieces) {
            double length = piece.end() - piece.start();
            if (moment < recorded + length) {
                return now + Math.min(within(piece, moment - recorded), piece.duration());
            }
            recorded += length;
            now += piece.duration();
        }
        return now;
    }

    private static double within(Chunk piece, double moment) {
        double cutBefore = piece.cut().stream()
                .mapToDouble(cut -> Math.clamp(moment - cut.start(), 0, cut.length()))
                .sum();
        return moment - cutBefore;
    }
}
