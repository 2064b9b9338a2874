package dev.handoff.kit.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The filters that make a mix, in the language of ffmpeg, and the files that they want to hear.
 *
 * <pre>
 *   part 0, part 2, … ─► concat ─┬───────────────────────► mix ─► limiter ─► out
 *   part 1, part 3, … ─► concat ─┼───────────────────────► ▲
 *                                └─► speech only ─► Ducking │
 *   music, from its moment on ──────────────────► softer ───┘
 * </pre>
 *
 * <p>Parts lie on two tracks in turn, so that neighbours can sound together and each track is one thing after the other:
 * of all files, no more than one a track and one for each music is read at a time, however many there are.
 */
final class MixGraph {

    static final int RATE = 44_100;

    private static final String ONE_AFTER_THE_OTHER = "asetpts=N/SR/TB";
    private static final String AS_ALL =
            "aresample=" + RATE + ",aformat=sample_fmts=fltp:sample_rates=" + RATE + ":channel_layouts=stereo";
    private static final String EQUAL_POWER = "qsin";
    private static final String LINEAR = "tri";
    /** Of two parts that are not neighbours, one is over before the other begins. */
    static final int TRACKS = 2;

    private final Mix mix;
    private final Layout layout;
    private final Map<Path, String> heard;
    private final long length;
    private final List<String> chains = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final String filters;

    /** @param loop whether it begins again when it is over */
    record Input(Clip clip, boolean loop) {}

    /** @param heard for each file that is played once, the filters that come first */
    MixGraph(Mix mix, Layout layout, Map<Path, String> heard) {
        this.mix = mix;
        this.layout = layout;
        this.heard = heard;
        this.length = samples(layout.seconds());
        this.filters = build();
    }

    /** A graph that ends in {@code [out]}. */
    String filters() {
        return filters;
    }

    /** The files, in the order in which the graph counts them. */
    List<Input> inputs() {
        return inputs;
    }

    private String build() {
        var ducking = new Ducking(mix, layout);
        for (int track = 0; track < TRACKS; track++) {
            var mark = "[track" + track + "]";
            chains.add(track(track) + (ducking.needed() ? ",asplit" + mark + "[key" + track + "]" : mark));
            all.add(mark);
        }
        chains.addAll(ducking.chains());
        for (int bed = 0; bed < mix.beds().size(); bed++) {
            chains.add(music(bed) + (ducking.of(bed) ? "[loud" : "[music") + bed + "]");
            all.add("[music" + bed + "]");
        }
        // What is louder together than can be written is limited; what is not stays as it is, to the sample.
        chains.add(String.join("", all) + "amix=inputs=" + all.size() + ":normalize=0,atrim=end_sample=" + length
                + ",alimiter=limit=1:level=disabled:latency=1[out]");
        return String.join(";", chains);
    }

    /** All that is on a track, without the mark at its end. */
    private String track(int track) {
        var parts = new ArrayList<String>();
        long end = 0;
        for (int index = track; index < mix.parts().size(); index += TRACKS) {
            if (mix.parts().get(index) instanceof Part.Sounds sounds) {
                long start = Math.max(end, samples(layout.parts().get(index).start()));
                chains.add(sounds(sounds, index) + delay(start - end) + "[part" + index + "]");
                parts.add("[part" + index + "]");
                end = start + samples(sounds.seconds());
            }
        }
        return parts.isEmpty()
                ? "anullsrc=r=" + RATE + ":cl=stereo,aformat=sample_fmts=fltp,atrim=end_sample=" + length
                : String.join("", parts) + concat(parts.size()) + "apad=whole_len=" + length;
    }

    private String sounds(Part.Sounds sounds, int index) {
        var clips = new StringBuilder();
        for (var clip : sounds.clips()) {
            var mark = "[clip" + inputs.size() + "]";
            chains.add(input(clip, false) + mark);
            clips.append(mark);
        }
        boolean fadesIntoNext = index + 1 < mix.parts().size();
        double crossfadeOut = fadesIntoNext ? mix.parts().get(index + 1).crossfade() : 0;
        long seconds = samples(sounds.seconds());
        return clips + concat(sounds.clips().size()) + "apad=whole_len=" + seconds + ",atrim=end_sample=" + seconds
                + volume(sounds.gain())
                + fadeIn(sounds.fadeIn(), LINEAR)
                + fadeIn(sounds.crossfade(), EQUAL_POWER)
                + fadeOut(sounds.fadeOut(), seconds, LINEAR)
                + fadeOut(crossfadeOut, seconds, EQUAL_POWER);
    }

    private String music(int index) {
        var bed = mix.beds().get(index);
        var place = layout.beds().get(index);
        long seconds = samples(place.length());
        return input(bed.clip(), bed.loop()) + ",atrim=end_sample=" + seconds
                + volume(bed.gain())
                + fadeIn(bed.fadeIn(), LINEAR)
                + fadeOut(bed.fadeOut(), seconds, LINEAR)
                + delay(samples(place.start()));
    }

    private String input(Clip clip, boolean loop) {
        inputs.add(new Input(clip, loop));
        return "[" + (inputs.size() - 1) + ":a:0]" + (loop ? ONE_AFTER_THE_OTHER : heard.get(clip.file())) + ","
                + AS_ALL;
    }

    static long samples(double seconds) {
        return Math.round(seconds * RATE);
    }

    private static String concat(int inputs) {
        return inputs == 1 ? "" : "concat=n=" + inputs + ":v=0:a=1,";
    }

    private static String volume(double gain) {
        return gain == 0 ? "" : String.format(Locale.ROOT, ",volume=%.2fdB", gain);
    }

    private static String fadeIn(double seconds, String curve) {
        long samples = samples(seconds);
        return samples == 0 ? "" : ",afade=t=in:ns=" + samples + ":curve=" + curve;
    }

    private static String fadeOut(double seconds, long length, String curve) {
        long samples = Math.min(length, samples(seconds));
        return samples == 0 ? "" : ",afade=t=out:ss=" + (length - samples) + ":ns=" + samples + ":curve=" + curve;
    }

    private static String delay(long samples) {
        return samples == 0 ? "" : ",adelay=delays=" + samples + "S:all=1";
    }
}
