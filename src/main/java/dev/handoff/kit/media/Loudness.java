package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
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
            Pattern.DOTALL | Pattern.MULTILINE | Pattern.UNIX_LINES);

    // No recording of 16 bits is beyond the first, and hardly one of people below the others.
    private static final double TOO_LOUD = 1;
    private static final double SOFT_PEAK = -20;
    private static final double SOFT = -40;
    private static final double RAISED_TO = -6;

    /**
     * By how much a recording is to be raised, or lowered, before it is cut and its silences are told by their level.
     *
     * @return in dB; 0 if it is as people record
     */
    public double lift() {
        if (truePeak == null) {
            return 0;
        } else if (truePeak > TOO_LOUD) {
            return -truePeak - 1;
        }
        boolean soft = truePeak < SOFT_PEAK && (integrated == null || integrated < SOFT);
        return soft ? RAISED_TO - truePeak : 0;
    }

    /** The filter of ffmpeg that measures it. */
    static final String FILTER = "ebur128=peak=true:framelog=verbose";

    /**
     * Reads it out of what ffmpeg said.
     *
     * @throws TaskFailure permanent, if it is not what the filter says, or the sound has no loudness
     */
    static Loudness parse(String said) throws TaskFailure {
        var summary = SUMMARY.matcher(said);
        if (!summary.find()) {
            throw TaskFailure.permanent("ffmpeg did not say how loud the sound is");
        }
        double integrated = decibels(summary.group(1));
        double peak = decibels(summary.group(2));
        return new Loudness(
                integrated > SILENT ? (Double) integrated : null, Double.isFinite(peak) ? (Double) peak : null);
    }

    private static double decibels(String number) throws TaskFailure {
        return switch (number) {
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan", "inf" -> throw TaskFailure.permanent("the sound holds samples that are no numbers");
            default -> Double.parseDouble(number);
        };
    }
}
