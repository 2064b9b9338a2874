package dev.handoff.domain.transcribe;

import dev.handoff.kit.media.Pcm;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells speech from silence by loudness. The threshold lies between the quiet and the loud frames of the recording, so that
 * a constant hum does not count as speech and a whispered recording does not count as silence.
 */
final class SpeechActivity {

    /** Samples in a frame, 32 ms. */
    static final int FRAME = 512;

    private static final int FRAMES_A_READ = 4096;
    private static final double QUIETEST_DB = -60;
    private static final double SPEECH_OVER_NOISE_DB = 12;
    private static final double SOFTNESS_DB = 3;

    private SpeechActivity() {}

    /** How much each frame sounds like speech, from 0 to 1. */
    static float[] of(Pcm sound) throws IOException {
        var levels = levels(sound);
        var sorted = levels.clone();
        Arrays.sort(sorted);
        double noise = levels.length == 0 ? 0 : Math.max(QUIETEST_DB, sorted[sorted.length / 10]);
        double voice = levels.length == 0 ? 0 : sorted[sorted.length - 1 - sorted.length / 20];
        double threshold = Math.min(noise + SPEECH_OVER_NOISE_DB, (noise + voice) / 2);
        for (int frame = 0; frame < levels.length; frame++) {
            levels[frame] = (float) (1 / (1 + StrictMath.exp((threshold - levels[frame]) / SOFTNESS_DB)));
        }
        return levels;
    }

    private static float[] levels(Pcm sound) throws IOException {
        var levels = new float[Math.toIntExact(Math.ceilDiv(sound.length(), (long) FRAME))];
        for (int frame = 0; frame < levels.length; frame += FRAMES_A_READ) {
            long from = (long) frame * FRAME;
            var samples = sound.read(from, Math.min(sound.length(), from + (long) FRAMES_A_READ * FRAME));
            for (int at = 0; at < samples.length; at += FRAME) {
                levels[frame + at / FRAME] = level(samples, at, Math.min(samples.length, at + FRAME));
            }
        }
        return levels;
    }

    /** In decibels below full scale. */
    private static float level(short[] samples, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at++) {
            double value = samples[at] / 32768.0;
            sum += value * value;
        }
        // Digital silence has no logarithm.
        return (float) (10 * StrictMath.log10(sum / (to - from) + 1e-12));
    }
}
