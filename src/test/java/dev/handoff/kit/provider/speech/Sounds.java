package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Composes recordings of loud and quiet stretches. */
public final class Sounds {

    private final Random random = new Random(7);
    private final ByteBuffer samples = ByteBuffer.allocate(64 << 20).order(ByteOrder.LITTLE_ENDIAN);

    public Sounds voice(double seconds) {
        return noise(seconds, 4000);
    }

    public Sounds silence(double seconds) {
        return noise(seconds, 5);
    }

    /** @param deviation 33 is -60 dB, 3,300 is -20 dB */
    public Sounds noise(double seconds, double deviation) {
        for (int i = 0; i < seconds * Pcm.RATE; i++) {
            samples.putShort((short) Math.clamp(random.nextGaussian() * deviation, Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return this;
    }

    /** Of mains, with overtones, swelling slowly. */
    public Sounds hum(double seconds) {
        for (int i = 0; i < seconds * Pcm.RATE; i++) {
            double turn = 2 * Math.PI * i / Pcm.RATE;
            double swell = 1 + 0.3 * Math.sin(0.5 * turn);
            samples.putShort((short) (swell * (600 * Math.sin(50 * turn) + 100 * Math.sin(150 * turn))));
        }
        return this;
    }

    public short[] samples() {
        var all = new short[samples.position() / Short.BYTES];
        samples.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .flip()
                .asShortBuffer()
                .get(all);
        return all;
    }

    public Pcm pcm(Path file) throws IOException {
        Files.write(file, Arrays.copyOf(samples.array(), samples.position()));
        return Pcm.of(file);
    }

    public Path wav(Path file) throws IOException {
        return Files.write(file, Wav.of(samples()));
    }
}
