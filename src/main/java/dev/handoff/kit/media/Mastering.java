package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.util.Locale;

/**
 * How much louder a sound is made, the same from its beginning to its end, and where its peaks end.
 *
 * @param gain in dB
 * @param ceiling for peaks, in dBTP
 * @param limited whether there are peaks that would go beyond
 */
public record Mastering(double gain, double ceiling, boolean limited) {

    // More would make noise of what is nearly nothing.
    private static final double MAX_GAIN = 30;
    private static final double TOLERANCE = 0.4;
    // Peaks are measured in tenths of a decibel; a limit is one, so the next try leaves a tenth.
    private static final double MIN_EXCESS = 0.05;
    private static final double HEADROOM = 0.1;
    private static final int MAX_TRIES = 4;

    // Peaks between samples show at four times the rate, for which this rate is enough whatever the sound's own is.
    private static final int PEAK_RATE = 192_000;

    /** Makes the file that is handed out. */
    public interface Encoding {

        /** @param filters for the sound to go through before, in the language of ffmpeg */
        Mastered encode(String filters) throws TaskFailure, IOException, InterruptedException;
    }

    /**
     * Encodes a sound, measures what came out, and encodes it anew until it is as loud as it is to be. What can't be
     * reached, because peaks are in the way or there is nearly nothing, is left at the last try.
     *
     * @param measured of the sound before
     * @param rate of the sound, in samples a second
     */
    public static Mastered reach(LoudnessTarget target, Loudness measured, int rate, Encoding encoding)
            throws TaskFailure, IOException, InterruptedException {
        var mastering = of(measured, target);
        var mastered = encoding.encode(mastering.filters(rate));
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            var corrected = mastering.corrected(mastered.loudness(), target);
            if (corrected.equals(mastering)) {
                return mastered;
            }
            mastering = corrected;
            mastered = encoding.encode(mastering.filters(rate));
        }
        return mastered;
    }

    static Mastering of(Loudness measured, LoudnessTarget target) {
        double wanted = measured.integrated() == null ? 0 : target.loudness() - measured.integrated();
        double gain = Math.min(MAX_GAIN, wanted);
        boolean limited = measured.truePeak() != null && measured.truePeak() + gain > target.truePeak();
        return new Mastering(gain, target.truePeak(), limited);
    }

    /** The next try, if the result of this one is too far off: limiting peaks takes loudness, and encoding adds peaks. */
    Mastering corrected(Loudness result, LoudnessTarget target) {
        double missing = result.integrated() == null ? 0 : target.loudness() - result.integrated();
        double excess = result.truePeak() == null ? 0 : result.truePeak() - target.truePeak();
        boolean louder = Math.abs(missing) > TOLERANCE && gain < MAX_GAIN;
        return new Mastering(
                louder ? Math.min(MAX_GAIN, gain + missing) : gain,
                excess > MIN_EXCESS ? ceiling - excess - HEADROOM : ceiling,
                limited || excess > MIN_EXCESS);
    }

    String filters(int rate) {
        var volume = String.format(Locale.ROOT, "volume=%.2fdB", gain);
        return limited
                ? String.format(
                        Locale.ROOT,
                        "aresample=%d,%s,alimiter=limit=%.4f:attack=5:release=50:level=disabled:latency=1,aresample=%d",
                        PEAK_RATE,
                        volume,
                        Math.pow(10, ceiling / 20),
                        rate)
                : volume;
    }
}
