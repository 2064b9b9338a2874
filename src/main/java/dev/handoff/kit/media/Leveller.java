package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes samples of 16 bits of such that may be of any level. Recorders of 32 bits have no knob: what they record may be
 * too quiet or too loud for 16 bits, and nothing is lost by it before it is written as such.
 */
final class Leveller {

    // Between the two are recordings as people make them, which stay as they are.
    private static final double SOFT = -30;
    private static final double LOUD = -12;

    private static final double RAISED_TO = -18;

    private Leveller() {}

    /**
     * @param floats one channel at the rate of {@link Pcm}, 32 bits, little endian
     * @param target the file to make
     */
    static Pcm level(Path floats, Path target) throws IOException {
        float scale = (float) Math.pow(10, gain(SoundLevel.of(floats, Pcm.RATE)) / 20) * -Short.MIN_VALUE;
        var samples = ByteBuffer.allocate(Pcm.RATE * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var file = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            SoundLevel.read(floats, Pcm.RATE, frame -> {
                samples.clear();
                for (float sample : frame) {
                    samples.putShort((short) Math.clamp(Math.round(sample * scale), Short.MIN_VALUE, Short.MAX_VALUE));
                }
                samples.flip();
                while (samples.hasRemaining()) {
                    file.write(samples);
                }
            });
        }
        return Pcm.of(target);
    }

    /** In decibels. */
    private static double gain(SoundLevel level) {
        if (level.isSoft(SOFT)) {
            return RAISED_TO - level.loud();
        }
        return level.peak() > 0 ? Math.min(0, LOUD - level.loud()) : 0;
    }
}
