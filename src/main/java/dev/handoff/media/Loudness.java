package dev.handoff.media;

import java.util.regex.Pattern;

/**
 * How loud a sound is by EBU R128.
 *
 * @param integrated over all of it, in LUFS; null if it is silent or too short to be measured
 * @param truePeak between the samples too, in dBTP; null if it is digital silence
 */
public record Loudness(Double integrated, Double truePeak) {

    // What the measurement says of sound that never opens its gate.
    private static final double SILENT = -70;

    // Only the filter's own lines begin so: what a file says about itself is indented.
    private static final Pattern SUMMARY = Pattern.compile(
            "^\\[Parsed_ebur128_\\d+ @ \\w+\\] \\[info\\] Summary:.*?\\bI:\\s+(\\S+) LUFS.*?True peak:\\s+Peak:\\s+(\\S+) dBFS",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** @throws IllegalArgumentException if it is not what the filter ebur128 says */
    static Loudness parse(String said) {
        var summary = SUMMARY.matcher(said);
        if (!summary.find()) {
            throw new IllegalArgumentException("ffmpeg did not say how loud the sound is");
        }
        double integrated = decibels(summary.group(1));
        double peak = decibels(summary.group(2));
        return new Loudness(
                integrated > SILENT ? (Double) integrated : null, Double.isFinite(peak) ? (Double) peak : null);
    }

    private static double decibels(String number) {
        return switch (number) {
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan", "inf" ->
                throw new IllegalArgumentException("the sound holds samples that are no numbers");
            default -> Double.parseDouble(number);
        };
    }
}
