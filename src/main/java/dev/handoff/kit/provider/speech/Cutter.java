package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a recording at its pauses into pieces that a model recognises well: not so long that it loses text, not so short
 * that it lacks context. The numbers were measured: words are lost without the padding, and half as many words are wrong
 * in packed pieces as in pieces of fixed length. The same recording is always cut the same way.
 */
public final class Cutter {

    private static final int FRAMES_A_SECOND = Pcm.RATE / SpeechActivity.FRAME;

    // Speech starts above the first value and ends below the second, because words end more softly than they begin.
    private static final float STARTS = 0.5f;
    private static final float GOES_ON = 0.35f;

    private static final int PAUSE_FRAMES = 9;
    private static final int MIN_FRAMES = 3;
    private static final int MAX_FRAMES = 15 * FRAMES_A_SECOND;
    private static final int PACKED_FRAMES = 12 * FRAMES_A_SECOND;
    private static final int GAP_FRAMES = 2 * FRAMES_A_SECOND;
    private static final long PADDING = 300L * Pcm.RATE / 1000;

    /** A run of frames, the last one excluded. */
    private record Run(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private Cutter() {}

    public static Cut cut(Pcm sound) throws IOException {
        var activity = SpeechActivity.of(sound);
        return new Cut(sound.length(), pad(pack(split(runs(activity), activity)), sound.length()));
    }

    /** The stretches of speech between pauses of a third of a second or more, in order. */
    public static List<Piece> stretches(Pcm sound) throws IOException {
        return runs(SpeechActivity.of(sound)).stream()
                .map(run -> new Piece(samples(run.from()), Math.min(sound.length(), samples(run.to()))))
                .toList();
    }

    /** The stretches of speech between pauses. */
    private static List<Run> runs(float[] activity) {
        var runs = new ArrayList<Run>();
        int start = -1;
        int quiet = 0;
        for (int frame = 0; frame < activity.length; frame++) {
            if (activity[frame] >= (start < 0 ? STARTS : GOES_ON)) {
                start = start < 0 ? frame : start;
                quiet = 0;
            } else if (start >= 0 && ++quiet == PAUSE_FRAMES) {
                runs.add(new Run(start, frame + 1 - quiet));
                start = -1;
                quiet = 0;
            }
        }
        if (start >= 0) {
            runs.add(new Run(start, activity.length - quiet));
        }
        runs.removeIf(run -> run.length() < MIN_FRAMES);
        return runs;
    }

    /** Splits what is too long where it sounds least like speech. */
    private static List<Run> split(List<Run> runs, float[] activity) {
        var whole = new ArrayDeque<>(runs);
        var split = new ArrayList<Run>();
        while (!whole.isEmpty()) {
            var run = whole.pop();
            if (run.length() > MAX_FRAMES) {
                int at = quietest(activity, run.from() + MAX_FRAMES / 2, run.from() + MAX_FRAMES);
                whole.push(new Run(at, run.to()));
                run = new Run(run.from(), at);
            }
            split.add(run);
        }
        return split;
    }

    private static int quietest(float[] activity, int from, int to) {
        int quietest = from;
        float least = Float.MAX_VALUE;
        for (int frame = from; frame < to; frame++) {
            float around = activity[frame - 1] + 2 * activity[frame] + activity[frame + 1];
            if (around <= least) {
                least = around;
                quietest = frame;
            }
        }
        return quietest;
    }

    /** Joins neighbours that are short and close together. */
    private static List<Run> pack(List<Run> runs) {
        var packed = new ArrayList<Run>();
        for (var run : runs) {
            var last = packed.isEmpty() ? null : packed.getLast();
            if (last != null && run.to() - last.from() <= PACKED_FRAMES && run.from() - last.to() <= GAP_FRAMES) {
                packed.set(packed.size() - 1, new Run(last.from(), run.to()));
            } else {
                packed.add(run);
            }
        }
        return packed;
    }

    /** Adds some silence around each, but no speech or padding of a neighbour. */
    private static List<Piece> pad(List<Run> runs, long length) {
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < runs.size(); i++) {
            long from = samples(runs.get(i).from());
            long to = Math.min(length, samples(runs.get(i).to()));
            long before = pieces.isEmpty() ? 0 : pieces.getLast().to();
            long after = i + 1 < runs.size() ? samples(runs.get(i + 1).from()) : length;
            pieces.add(new Piece(Math.max(before, from - PADDING), Math.min(after, to + PADDING)));
        }
        return pieces;
    }

    private static long samples(int frames) {
        return (long) frames * SpeechActivity.FRAME;
    }
}
