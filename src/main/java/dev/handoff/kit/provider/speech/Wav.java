package dev.handoff.kit.provider.speech;

import dev.handoff.kit.media.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Samples as a WAV file, for services that want one. */
public final class Wav {

    private static final int HEADER = 44;

    private Wav() {}

    public static byte[] of(short[] samples) {
        int length = samples.length * Short.BYTES;
        var wav = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(mark("RIFF")).putInt(HEADER - 8 + length).put(mark("WAVE"));
        wav.put(mark("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(Pcm.RATE)
                .putInt(Pcm.RATE * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) Short.SIZE);
        wav.put(mark("data")).putInt(length);
        wav.asShortBuffer().put(samples);
        return wav.array();
    }

    private static byte[] mark(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
