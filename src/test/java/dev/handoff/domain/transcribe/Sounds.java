package dev.handoff.domain.transcribe;

import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.speech.Wav;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Composes recordings of loud and quiet stretches. */
final class Sounds {

    private final Random random = new Random(7);
    private final ByteBuffer samples = ByteBuffer.allocate(64 << 20).order(ByteOrder.LITTLE_ENDIAN);

    Sounds voice(double seconds) {
        return noise(seconds, 4000);
    }

    Sounds silence(double seconds) {
        return noise(seconds, 5);
    }

    /** @param deviation 33 is -60 dB, 3,300 is -20 dB */
    Sounds noise(double seconds, double deviation) {
        for (int i = 0; i < seconds * Pcm.RATE; i++) {
            samples.putShort((short) Math.clamp(random.nextGaussian() * deviation, Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return this;
    }

    /** Of mains, with overtones, swelling slowly. */
    Sounds hum(double seconds) {
        for (int i = 0; i < seconds * Pcm.RATE; i++) {
            double turn = 2 * Math.PI * i / Pcm.RATE;
            double swell = 1 + 0.3 * Math.sin(0.5 * turn);
            samples.putShort((short) (swell * (600 * Math.sin(50 * turn) + 100 * Math.sin(150 * turn))));
        }
        return this;
    }

    short[] samples() {
        var all = new short[samples.position() / Short.BYTES];
        samples.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .flip()
                .asShortBuffer()
                .get(all);
        return all;
    }

    Pcm pcm(Path file) throws IOException {
        Files.write(file, Arrays.copyOf(samples.array(), samples.position()));
        return Pcm.of(file);
    }

    Path wav(Path file) throws IOException {
        return Files.write(file, Wav.of(samples()));
    }
}
