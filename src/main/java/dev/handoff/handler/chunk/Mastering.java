package dev.handoff.handler.chunk;

import dev.handoff.media.Loudness;
import java.util.Locale;

/**
 * How much louder a sound is made, the same from its beginning to its end, and where its peaks end.
 *
 * @param gain in dB
 * @param ceiling for peaks, in dBTP
 * @param limited whether there are peaks that would go beyond
 */
record Mastering(double gain, double ceiling, boolean limited) {

    // More would make noise of what is nearly nothing.
    private static final double MOST_GAIN = 30;
    private static final double TOLERANCE = 0.4;
    private static final double PEAK_TOLERANCE = 0.1;

    // Peaks between samples show at four times the rate, for which this rate is enough whatever the sound's own is.
    private static final int PEAK_RATE = 192_000;

    static Mastering of(Loudness measured, ChunkOptions options) {
        double gain = measured.integrated() == null ? 0 : options.loudness() - measured.integrated();
        return limited(gain, options.truePeak(), measured.truePeak());
    }

    /** The next try, if the result of this one is too far off: limiting peaks takes loudness, and encoding adds peaks. */
    Mastering corrected(Loudness result, ChunkOptions options) {
        double missing = result.integrated() == null ? 0 : options.loudness() - result.integrated();
        double excess = result.truePeak() == null ? 0 : result.truePeak() - options.truePeak();
        boolean louder = Math.abs(missing) > TOLERANCE && gain < MOST_GAIN;
        return new Mastering(
                louder ? Math.min(MOST_GAIN, gain + missing) : gain,
                excess > PEAK_TOLERANCE ? ceiling - excess : ceiling,
                limited || excess > PEAK_TOLERANCE);
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

    private static Mastering limited(double wanted, double ceiling, Double peak) {
        double gain = Math.min(MOST_GAIN, wanted);
        return new Mastering(gain, ceiling, peak != null && peak + gain > ceiling);
    }
}
