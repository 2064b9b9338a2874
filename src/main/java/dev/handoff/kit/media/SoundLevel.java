package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How loud a sound is, whatever it was made for. All in decibels of full scale, which floating point may be beyond.
 *
 * @param peak of all samples
 * @param loud the level of its loudest third of a second, so that a knock at the microphone does not count
 * @param quiet the level that a tenth of it stays below
 */
record SoundLevel(double peak, double loud, double quiet) {

    private static final int FRAMES_A_SECOND = 32;
    private static final int FRAMES_A_READ = 64;
    private static final int LOUDEST_FRAMES = 10;
    private static final double SILENT = 1e-12;

    // What stays within it is the noise of a room, and no speech.
    private static final double RANGE_OF_NOISE = 10;

    /** Takes a 32nd of a second, all channels; the last one may be shorter. */
    interface Reader {

        void read(float[] frame) throws IOException;
    }

    static SoundLevel of(Sound sound) throws IOException {
        return of(sound.file(), sound.rate() * sound.channels());
    }

    /** @param samples a second, of all channels */
    static SoundLevel of(Path floats, int samples) throws IOException {
        var meter = new Meter();
        read(floats, samples, meter::add);
        return meter.level();
    }

    /** Whether it is softer than this and yet more than the noise of a room. */
    boolean isSoft(double level) {
        return loud < level && loud - quiet > RANGE_OF_NOISE;
    }

    /** Gives a file of 32-bit floats, little endian, to a reader. What is no number is silence. */
    static void read(Path floats, int samples, Reader reader) throws IOException {
        int length = samples / FRAMES_A_SECOND;
        var bytes = ByteBuffer.allocate(length * FRAMES_A_READ * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var file = FileChannel.open(floats)) {
            for (boolean more = true; more; ) {
                more = file.read(bytes) >= 0;
                bytes.flip();
                while (bytes.remaining() >= (more ? length : 1) * Float.BYTES) {
                    reader.read(frame(bytes, Math.min(length, bytes.remaining() / Float.BYTES)));
                }
                bytes.compact();
            }
        }
    }

    private static float[] frame(ByteBuffer bytes, int length) {
        var frame = new float[length];
        for (int at = 0; at < length; at++) {
            float sample = bytes.getFloat();
            frame[at] = Float.isFinite(sample) ? sample : 0;
        }
        return frame;
    }

    private static final class Meter {

        private double peak;
        private float[] energies = new float[1024];
        private int frames;

        void add(float[] frame) {
            double energy = 0;
            for (float sample : frame) {
                energy += (double) sample * sample;
                peak = Math.max(peak, Math.abs(sample));
            }
            if (frames == energies.length) {
                energies = Arrays.copyOf(energies, 2 * frames);
            }
            energies[frames++] = (float) (energy / frame.length);
        }

        SoundLevel level() {
            Arrays.sort(energies, 0, frames);
            return frames == 0
                    ? new SoundLevel(decibels(0), decibels(0), decibels(0))
                    : new SoundLevel(
                            decibels(peak * peak),
                            decibels(energies[Math.max(0, frames - LOUDEST_FRAMES)]),
                            decibels(energies[frames / 10]));
        }

        private static double decibels(double energy) {
            return 10 * Math.log10(energy + SILENT);
        }
    }
}
