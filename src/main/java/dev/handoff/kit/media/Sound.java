package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Sound as plain samples of 32 bits, floating point and little endian, in a file. Nothing in it is a header, so nothing
 * in it can lie.
 *
 * @param rate frames in a second, one of those that every format takes
 * @param channels samples in a frame, one or two
 * @param frames how many there are
 */
public record Sound(Path file, int rate, int channels, long frames) {

    static final int MAX_CHANNELS = 2;

    // What compressed sound is beyond full scale is less.
    private static final double TOO_LOUD = 1;
    private static final double TOO_SOFT = -35;
    private static final double RAISED_TO = -18;

    private static final NavigableSet<Integer> RATES =
            new TreeSet<>(List.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000));

    static Sound of(Path file, int rate, int channels) throws IOException {
        return new Sound(file, rate, channels, Files.size(file) / bytesOfAFrame(channels));
    }

    /** The rate at which a recording of this rate loses nothing that can be heard. */
    static int rateFor(int recorded) {
        return Objects.requireNonNullElse(RATES.ceiling(recorded), RATES.last());
    }

    static long bytesOfAFrame(int channels) {
        return (long) channels * Float.BYTES;
    }

    /** How long it takes. */
    public double seconds() {
        return frames / (double) rate;
    }

    /**
     * By how much it is to be raised, or lowered, before its silences and its noise can be told by their level. Recorders of
     * floating point have no knob.
     *
     * @return in dB; 0 if it is as people record, or nothing but the noise of a room
     */
    public double lift() throws IOException {
        var level = SoundLevel.of(this);
        if (level.peak() > TOO_LOUD) {
            return -level.peak() - 1;
        }
        return level.isSoft(TOO_SOFT) ? RAISED_TO - level.loud() : 0;
    }

    /** The filter that makes a sound so much louder, in the language of ffmpeg. */
    public static String raised(double decibels) {
        return String.format(Locale.ROOT, "volume=%.2fdB:precision=float", decibels);
    }

    /**
     * Copies what is to stay, to the frame.
     *
     * @param parts in order, not overlapping
     * @param target the file to make
     */
    public Sound keep(List<Interval> parts, Path target) throws IOException {
        try (var from = FileChannel.open(file);
                var to = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var part : parts) {
                copy(from, to, byteAt(part.start()), byteAt(part.end()));
            }
        }
        return of(target, rate, channels);
    }

    private long byteAt(double second) {
        return Math.round(Math.clamp(second * rate, 0, frames)) * bytesOfAFrame(channels);
    }

    private static void copy(FileChannel from, FileChannel to, long start, long end) throws IOException {
        for (long at = start; at < end; ) {
            at += from.transferTo(at, end - at, to);
        }
    }
}
