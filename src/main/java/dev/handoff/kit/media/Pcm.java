package dev.handoff.kit.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sound as plain samples: one channel, 16 bits, little endian. They stay in a file and are read in pieces: four hours are
 * half a gigabyte.
 *
 * @param file nothing but samples
 * @param length how many there are
 */
public record Pcm(Path file, long length) {

    /** Samples in a second. */
    public static final int RATE = 16_000;

    public static Pcm of(Path file) throws IOException {
        return new Pcm(file, Files.size(file) / Short.BYTES);
    }

    /** The time that this many samples take. */
    public static double seconds(long samples) {
        return samples / (double) RATE;
    }

    /**
     * Reads the samples from one position up to another.
     *
     * @throws EOFException if {@code to} lies behind the end
     */
    public short[] read(long from, long to) throws IOException {
        var bytes =
                ByteBuffer.allocate(Math.toIntExact((to - from) * Short.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        try (var channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from * Short.BYTES + bytes.position()) < 0) {
                    throw new EOFException("samples " + from + " to " + to + " asked for, there are " + length);
                }
            }
        }
        var samples = new short[Math.toIntExact(to - from)];
        bytes.flip().asShortBuffer().get(samples);
        return samples;
    }
}
