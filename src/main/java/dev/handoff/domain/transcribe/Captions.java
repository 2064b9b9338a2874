package dev.handoff.domain.transcribe;

import dev.handoff.domain.transcribe.Transcript.Segment;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A transcript in the forms that players and people read: a cue for each segment, or a line. */
final class Captions {

    private Captions() {}

    /** A line for each segment. */
    static String text(List<Segment> segments) {
        return segments.stream().map(segment -> line(segment) + "\n").collect(Collectors.joining());
    }

    /** SubRip. */
    static String srt(List<Segment> segments) {
        return IntStream.range(0, segments.size())
                .mapToObj(at -> (at + 1) + "\n" + cue(segments.get(at), ',', text -> text.replace("-->", "->")))
                .collect(Collectors.joining());
    }

    /** WebVTT, https://www.w3.org/TR/webvtt1/. */
    static String vtt(List<Segment> segments) {
        return "WEBVTT\n\n"
                + segments.stream()
                        .map(segment -> cue(segment, '.', Captions::escaped))
                        .collect(Collectors.joining());
    }

    private static String cue(Segment segment, char point, UnaryOperator<String> form) {
        return time(segment.start(), point) + " --> " + time(segment.end(), point) + "\n" + form.apply(line(segment))
                + "\n\n";
    }

    /** An empty line would end a cue. */
    private static String line(Segment segment) {
        return segment.text().strip().replaceAll("\\s+", " ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(seconds * 1000);
        return "%02d:%02d:%02d%c%03d"
                .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, point, millis % 1000);
    }
}
