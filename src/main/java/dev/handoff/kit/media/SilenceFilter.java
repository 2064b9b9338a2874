package dev.handoff.kit.media;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The filter of ffmpeg that finds silences, and what it says. */
final class SilenceFilter {

    // Only the filter's own lines begin so: what a file says about itself is indented.
    private static final Pattern MARK = Pattern.compile(
            "^\\[\\w*silencedetect\\w* @ \\w+\\] \\[info\\] silence_(start|end): (-?[0-9.]+(?:e[+-]?\\d+)?)",
            Pattern.MULTILINE);

    private SilenceFilter() {}

    /**
     * @param threshold what stays below is silence, in dBFS
     * @param shortest in seconds; what is shorter is a pause and no silence
     */
    static String of(double threshold, double shortest) {
        return "silencedetect=noise=" + FfmpegArguments.plain(threshold) + "dB:d=" + FfmpegArguments.plain(shortest);
    }

    /**
     * Reads the silences out of what ffmpeg said about a sound of this length.
     *
     * @return in order, not overlapping
     */
    static List<Interval> parse(String said, double seconds) {
        var silences = new ArrayList<Interval>();
        var marks = MARK.matcher(said);
        double start = -1;
        while (marks.find()) {
            double moment = Math.clamp(Double.parseDouble(marks.group(2)), 0, seconds);
            if (marks.group(1).equals("start")) {
                start = moment;
            } else if (start >= 0) {
                silences.add(new Interval(start, moment));
                start = -1;
            }
        }
        if (start >= 0) {
            silences.add(new Interval(start, seconds));
        }
        return silences;
    }
}
