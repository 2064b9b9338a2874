package dev.handoff.domain.speaking;

import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.speech.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * How something was said.
 *
 * @param seconds from the first sound of speech to the last
 * @param wordsPerMinute in that time; 0 if nothing was said
 * @param pauses silences of at least half a second between words, in order; the first ones of many
 * @param pauseSeconds how long all of them take together
 */
record Delivery(double seconds, double wordsPerMinute, List<Pause> pauses, double pauseSeconds) {

    private static final double SHORTEST_PAUSE = 0.5;
    private static final int MAX_PAUSES = 1_000;

    /** In seconds from the beginning of the recording. */
    record Pause(double start, double end) {}

    /**
     * @param words how many were said
     * @param stretches of speech, in order
     */
    static Delivery of(int words, List<Piece> stretches) {
        if (stretches.isEmpty()) {
            return new Delivery(0, 0, List.of(), 0);
        }
        double seconds =
                Pcm.seconds(stretches.getLast().to() - stretches.getFirst().from());
        var pauses = new ArrayList<Pause>();
        double silent = 0;
        for (int i = 1; i < stretches.size(); i++) {
            double start = Pcm.seconds(stretches.get(i - 1).to());
            double end = Pcm.seconds(stretches.get(i).from());
            if (end - start >= SHORTEST_PAUSE) {
                pauses.add(new Pause(rounded(start), rounded(end)));
                silent += end - start;
            }
        }
        return new Delivery(
                rounded(seconds),
                rounded(60 * words / seconds),
                List.copyOf(pauses.subList(0, Math.min(pauses.size(), MAX_PAUSES))),
                rounded(silent));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
