package dev.handoff.kit.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The filters that lower music under speech.
 *
 * <p>What is heard on the tracks, where it is speech, becomes a key that is as loud as can be while it sounds at all and
 * silent otherwise. So a soft speaker moves the music as far as a loud one: by the decibels that were asked for.
 */
final class Ducking {

    // What is softer than -45 dBFS is the room and not the speaker.
    private static final String AS_LOUD_AS_CAN_BE =
            "compand=attacks=0.01:decays=0.2:points=-90/-900|-46/-900|-45/0|0/0:gain=12,asoftclip=type=hard";

    // The highest ratio that the compressor has. Of each dB that the key is above the threshold, 1/20 stays.
    private static final int RATIO = 20;

    // Both are four times the time constant, in milliseconds: music is down after about 0.1 s, and comes back by
    // 12 dB in a second, so that it does not jump up between words.
    private static final int ATTACK = 200;
    private static final int RELEASE = 3_000;

    private static final double HALF_A_SAMPLE = 0.5 / MixGraph.RATE;

    private final Mix mix;
    private final Layout layout;
    private final List<Integer> ducked;

    Ducking(Mix mix, Layout layout) {
        this.mix = mix;
        this.layout = layout;
        boolean speech = mix.parts().stream().anyMatch(Ducking::isSpeech);
        this.ducked = IntStream.range(0, mix.beds().size())
                .filter(bed -> speech && mix.beds().get(bed).ducking() > 0)
                .boxed()
                .toList();
    }

    /** Whether there is music that gets softer at any time. */
    boolean needed() {
        return !ducked.isEmpty();
    }

    /** Whether this music gets softer at any time. */
    boolean of(int bed) {
        return ducked.contains(bed);
    }

    /** From {@code [key0]} and so on, one for each track, and {@code [loud…]} to {@code [music…]}. */
    List<String> chains() {
        var chains = new ArrayList<String>();
        if (needed()) {
            var speech = new StringBuilder();
            for (int track = 0; track < MixGraph.TRACKS; track++) {
                chains.add("[key" + track + "]volume=0:enable='" + noSpeech(track) + "'[speech" + track + "]");
                speech.append("[speech").append(track).append(']');
            }
            var keys = ducked.stream().map(bed -> "[key-of" + bed + "]").collect(Collectors.joining());
            chains.add(speech + "amix=inputs=" + MixGraph.TRACKS + ":normalize=0," + AS_LOUD_AS_CAN_BE + ",asplit="
                    + ducked.size() + keys);
            ducked.forEach(bed -> chains.add("[loud" + bed + "]apad[endless" + bed + "];[endless" + bed + "][key-of"
                    + bed + "]" + compressor(mix.beds().get(bed).ducking())
                    + end(layout.beds().get(bed)) + "[music" + bed + "]"));
        }
        return chains;
    }

    /** When what is heard on a track is something else, as an expression. */
    private String noSpeech(int track) {
        return IntStream.range(0, mix.parts().size())
                .filter(part -> part % MixGraph.TRACKS == track)
                .filter(part -> mix.parts().get(part) instanceof Part.Sounds
                        && !isSpeech(mix.parts().get(part)))
                .mapToObj(layout.parts()::get)
                .map(place -> String.format(
                        Locale.ROOT,
                        "+gte(t,%.6f)*lt(t,%.6f)",
                        place.start() - HALF_A_SAMPLE,
                        place.end() - HALF_A_SAMPLE))
                .collect(Collectors.joining("", "0", ""));
    }

    private static String compressor(double decibels) {
        return String.format(
                Locale.ROOT,
                "sidechaincompress=threshold=%.6f:ratio=%d:attack=%d:release=%d:link=maximum:detection=peak",
                Math.pow(10, -decibels * RATIO / (RATIO - 1) / 20),
                RATIO,
                ATTACK,
                RELEASE);
    }

    /** At the end of either input, the compressor drops what it still has of the other: so neither ends before this. */
    private static String end(Interval place) {
        return ",atrim=end_sample=" + (MixGraph.samples(place.start()) + MixGraph.samples(place.length()));
    }

    private static boolean isSpeech(Part part) {
        return part instanceof Part.Sounds sounds && sounds.speech();
    }
}
