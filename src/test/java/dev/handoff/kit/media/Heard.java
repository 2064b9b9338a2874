package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The left channel of a file as samples, and measurements of it that the code under test has no part in. */
public record Heard(double[] samples, int rate) {

    private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[\\d.]+) LUFS");
    private static final Pattern PEAK = Pattern.compile("Peak:\\s+(-?[\\d.]+) dBFS");

    public static Heard of(Path file) throws IOException, InterruptedException {
        return of(file, 44_100);
    }

    public static Heard of(Path file, int rate) throws IOException, InterruptedException {
        var raw = Files.createTempFile("heard-", ".f32");
        try {
            Recordings.made(
                    raw,
                    "-y",
                    "-i",
                    file.toString(),
                    "-map",
                    "0:a:0",
                    "-af",
                    "aresample=" + rate + ",aformat=channel_layouts=stereo,pan=mono|c0=c0",
                    "-f",
                    "f32le");
            var floats = ByteBuffer.wrap(Files.readAllBytes(raw))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            var samples = new double[floats.remaining()];
            Arrays.setAll(samples, floats::get);
            return new Heard(samples, rate);
        } finally {
            Files.delete(raw);
        }
    }

    public double seconds() {
        return samples.length / (double) rate;
    }

    /** How loud it is from one second up to another, in dBFS. */
    public double level(double from, double to) {
        double sum = 0;
        for (int at = at(from); at < at(to); at++) {
            sum += samples[at] * samples[at];
        }
        return 10 * Math.log10(sum / (at(to) - at(from)) + 1e-20);
    }

    /** What is left of it when something else is taken away, sample by sample. */
    public Heard without(Heard other) {
        var rest = new double[Math.min(samples.length, other.samples.length)];
        Arrays.setAll(rest, at -> samples[at] - other.samples[at]);
        return new Heard(rest, rate);
    }

    public Heard part(double from, double to) {
        return new Heard(Arrays.copyOfRange(samples, at(from), at(to)), rate);
    }

    /** At which second it resembles something most, by normalized correlation. */
    public double find(Heard pattern) {
        int length = pattern.samples.length;
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int start = 0; start + length <= samples.length; start++) {
            double product = 0;
            double energy = 1e-9;
            for (int at = 0; at < length; at++) {
                product += samples[start + at] * pattern.samples[at];
                energy += samples[start + at] * samples[start + at];
            }
            double likeness = product / Math.sqrt(energy);
            if (likeness > most) {
                most = likeness;
                best = start;
            }
        }
        return best / (double) rate;
    }

    private int at(double second) {
        return (int) Math.round(second * rate);
    }

    /** Of a file, integrated, in LUFS. */
    public static double loudness(Path file) throws IOException {
        return last(LOUDNESS, Recordings.said(file, "ebur128=peak=true:framelog=quiet"));
    }

    /** Of a file, in dBTP. */
    public static double peak(Path file) throws IOException {
        return last(PEAK, Recordings.said(file, "ebur128=peak=true:framelog=quiet"));
    }

    private static double last(Pattern pattern, String text) {
        var found = pattern.matcher(text).results().toList();
        return Double.parseDouble(found.getLast().group(1));
    }
}
