package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.PriorityQueue;

/**
 * Makes samples of 16 bits of such that may be of any level. Recorders of 32 bits have no knob: what they record may be
 * too quiet or too loud for 16 bits, and nothing is lost by it before it is written as such.
 */
final class Leveller {

    private static final int FRAME = Pcm.RATE / 32;
    private static final int FRAMES_A_READ = 64;

    // A third of a second together, so that a knock at the microphone does not count.
    private static final int LOUDEST_FRAMES = 10;

    // Between the two are recordings as people make them, which stay as they are.
    private static final double QUIET_DB = -30;
    private static final double LOUD_DB = -12;

    private static final double RAISED_TO_DB = -18;

    private final PriorityQueue<Double> loudest = new PriorityQueue<>();
    private double peak;

    private Leveller() {}

    /**
     * @param floats one channel at the rate of {@link Pcm}, 32 bits, little endian
     * @param target the file to make
     */
    static Pcm level(Path floats, Path target) throws IOException {
        var leveller = new Leveller();
        read(floats, leveller::measure);
        float gain = (float) Math.pow(10, leveller.gain() / 20) * -Short.MIN_VALUE;
        var samples = ByteBuffer.allocate(FRAME * FRAMES_A_READ * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var file = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            read(floats, frame -> {
                samples.clear();
                for (float sample : frame) {
                    samples.putShort((short) Math.clamp(Math.round(sample * gain), Short.MIN_VALUE, Short.MAX_VALUE));
                }
                samples.flip();
                while (samples.hasRemaining()) {
                    file.write(samples);
                }
            });
        }
        return Pcm.of(target);
    }

    private interface Reader {

        void read(float[] frame) throws IOException;
    }

    private static void read(Path floats, Reader reader) throws IOException {
        var bytes = ByteBuffer.allocate(FRAME * FRAMES_A_READ * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var file = FileChannel.open(floats)) {
            for (boolean more = true; more; ) {
                more = file.read(bytes) >= 0;
                bytes.flip();
                while (bytes.remaining() >= (more ? FRAME : 1) * Float.BYTES) {
                    var frame = new float[Math.min(FRAME, bytes.remaining() / Float.BYTES)];
                    for (int at = 0; at < frame.length; at++) {
                        float sample = bytes.getFloat();
                        frame[at] = Float.isFinite(sample) ? sample : 0;
                    }
                    reader.read(frame);
                }
                bytes.compact();
            }
        }
    }

    private void measure(float[] frame) {
        double energy = 0;
        for (float sample : frame) {
            energy += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        loudest.add(energy / frame.length);
        if (loudest.size() > LOUDEST_FRAMES) {
            loudest.poll();
        }
    }

    /** In decibels. */
    private double gain() {
        double loud = loudest.isEmpty() ? 0 : loudest.peek();
        if (loud == 0) {
            return 0;
        }
        double level = 10 * Math.log10(loud);
        if (level < QUIET_DB) {
            return RAISED_TO_DB - level;
        }
        return peak > 1 ? Math.min(0, LOUD_DB - level) : 0;
    }
}
