package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells speech from silence by loudness. The threshold lies between the quiet and the loud frames of the recording, so that
 * a constant hum does not count as speech and a whispered recording does not count as silence. How much of it is speech
 * must not matter: of a minute in a noisy room, or of all of it, the same words are found.
 */
final class SpeechActivity {

    /** Samples in a frame, 32 ms. */
    static final int FRAME = 512;

    private static final int FRAMES_A_READ = 4096;
    private static final double SPEECH_OVER_NOISE_DB = 12;
    private static final double SOFTNESS_DB = 3;

    // Steady noise of any colour stays within about 4 dB, a fan that comes and goes within 8.
    private static final double MIN_OVER_NOISE_DB = 4.5;
    private static final double SPREADS = 3;
    private static final double RANGE_OF_NOISE_DB = 10;

    // So much below a voice, whatever is there is no noise that words drown in.
    private static final double NOISE_BELOW_VOICE_DB = 42;

    // A third of a second together: words, and no knock on the table.
    private static final int LOUDEST_FRAMES = 10;

    // What is put in for missing packets is digital silence, and says nothing about the room.
    private static final float DIGITAL_SILENCE_DB = -100;

    private SpeechActivity() {}

    /** How much each frame sounds like speech, from 0 to 1. */
    static float[] of(Pcm sound) throws IOException {
        var levels = levels(sound);
        double threshold = threshold(levels);
        for (int frame = 0; frame < levels.length; frame++) {
            levels[frame] = (float) (1 / (1 + StrictMath.exp((threshold - levels[frame]) / SOFTNESS_DB)));
        }
        return levels;
    }

    /** In decibels; infinite if there is nothing but noise. */
    private static double threshold(float[] levels) {
        var heard = new float[levels.length];
        int count = 0;
        for (float level : levels) {
            if (level > DIGITAL_SILENCE_DB) {
                heard[count++] = level;
            }
        }
        if (count == 0) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(heard, 0, count);
        // A tenth of all is quiet, of which digital silence may be the most.
        double quiet = heard[Math.max(count / 50, levels.length / 10 - (levels.length - count))];
        double loud = heard[count - 1 - count / 20];
        double loudest = heard[count - Math.min(count, LOUDEST_FRAMES)];
        if (loudest - quiet < RANGE_OF_NOISE_DB) {
            return Double.POSITIVE_INFINITY;
        }
        if (loudest - loud > loud - quiet) {
            // Little is said, and nearly all is noise. So how far it spreads is known.
            return quiet + Math.clamp(SPREADS * (loud - quiet), MIN_OVER_NOISE_DB, SPEECH_OVER_NOISE_DB);
        }
        double noise = Math.max(quiet, loud - NOISE_BELOW_VOICE_DB);
        return Math.min(noise + SPEECH_OVER_NOISE_DB, Math.max(noise + MIN_OVER_NOISE_DB, (noise + loud) / 2));
    }

    private static float[] levels(Pcm sound) throws IOException {
        var levels = new float[Math.toIntExact(Math.ceilDiv(sound.length(), (long) FRAME))];
        var filter = new RumbleFilter();
        for (int frame = 0; frame < levels.length; frame += FRAMES_A_READ) {
            long from = (long) frame * FRAME;
            var samples = sound.read(from, Math.min(sound.length(), from + (long) FRAMES_A_READ * FRAME));
            for (int at = 0; at < samples.length; at += FRAME) {
                levels[frame + at / FRAME] = level(samples, at, Math.min(samples.length, at + FRAME), filter);
            }
        }
        return levels;
    }

    /** In decibels below full scale. */
    private static float level(short[] samples, int from, int to, RumbleFilter filter) {
        double sum = 0;
        for (int at = from; at < to; at++) {
            double value = filter.next(samples[at] / 32768.0);
            sum += value * value;
        }
        // Digital silence has no logarithm.
        return (float) (10 * StrictMath.log10(sum / (to - from) + 1e-12));
    }
}
