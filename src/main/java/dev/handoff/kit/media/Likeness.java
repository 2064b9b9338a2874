package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How much each channel of a sound holds, and how much each two have in common. */
final class Likeness {

    private static final int FRAMES_A_READ = 1 << 14;
    private static final double SECONDS_OF_A_LEVEL = 0.032;

    // 30 dB below the loudest, each at its loudest moment: a speaker who says little stays, an open line does not.
    private static final double NEXT_TO_NOTHING = 1e-3;

    // Two that have nothing in common come out near nought, two that are one voice near one or minus one.
    private static final double OPPOSED = -0.3;

    private final double[][] products;
    private final double[] energies;
    private final double[] loudest;
    private final int framesOfALevel;
    private int framesOfThisLevel;

    private Likeness(int channels, int rate) {
        this.products = new double[channels][channels];
        this.energies = new double[channels];
        this.loudest = new double[channels];
        this.framesOfALevel = (int) (SECONDS_OF_A_LEVEL * rate);
    }

    /** @param samples nothing but 32-bit floats, little endian, one of each channel after the other */
    static Likeness of(Path samples, int channels, int rate) throws IOException {
        var likeness = new Likeness(channels, rate);
        var bytes = ByteBuffer.allocate(FRAMES_A_READ * channels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var frame = new float[channels];
        try (var file = FileChannel.open(samples)) {
            while (file.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.remaining() >= channels * Float.BYTES) {
                    for (int channel = 0; channel < channels; channel++) {
                        float sample = bytes.getFloat();
                        frame[channel] = Float.isFinite(sample) ? sample : 0;
                    }
                    likeness.add(frame);
                }
                bytes.compact();
            }
        }
        return likeness;
    }

    private void add(float[] frame) {
        for (int one = 0; one < frame.length; one++) {
            energies[one] += frame[one] * frame[one];
            for (int other = 0; other <= one; other++) {
                products[one][other] += (double) frame[one] * frame[other];
            }
        }
        if (++framesOfThisLevel == framesOfALevel) {
            for (int channel = 0; channel < frame.length; channel++) {
                loudest[channel] = Math.max(loudest[channel], energies[channel]);
                energies[channel] = 0;
            }
            framesOfThisLevel = 0;
        }
    }

    /** By which sign each channel is added so that none cancels out what the louder ones hold; 0 leaves it out. */
    List<Integer> signs() {
        int channels = loudest.length;
        double most = IntStream.range(0, channels)
                .mapToDouble(channel -> loudest[channel])
                .max()
                .orElse(0);
        var signs = new ArrayList<>(Collections.nCopies(channels, most == 0 ? 1 : 0));
        var added = new ArrayList<Integer>();
        IntStream.range(0, channels)
                .boxed()
                .filter(channel -> most > 0 && loudest[channel] >= most * NEXT_TO_NOTHING)
                .sorted(Comparator.comparingDouble(channel -> -products[channel][channel]))
                .forEach(channel -> {
                    signs.set(channel, opposed(channel, added, signs) ? -1 : 1);
                    added.add(channel);
                });
        return List.copyOf(signs);
    }

    private boolean opposed(int channel, List<Integer> added, List<Integer> signs) {
        double common = 0;
        double energy = 0;
        for (int one : added) {
            common += signs.get(one) * product(one, channel);
            for (int other : added) {
                energy += signs.get(one) * signs.get(other) * product(one, other);
            }
        }
        return common < OPPOSED * Math.sqrt(energy * product(channel, channel));
    }

    private double product(int one, int other) {
        return one >= other ? products[one][other] : products[other][one];
    }
}
