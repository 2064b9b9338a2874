package dev.handoff.domain.transcribe;

import java.util.List;

/**
 * What was said.
 *
 * @param text all of it; empty if there is no speech
 * @param language as submitted, otherwise the engine's default; null if the engine detects it
 * @param duration of the recording, in seconds
 * @param segments the text again, with times
 */
public record Transcript(String text, String language, double duration, List<Segment> segments) {

    /**
     * What was said from one moment to another, with a little silence at both ends.
     *
     * @param start in seconds from the beginning of the recording
     * @param end in seconds from the beginning of the recording
     */
    public record Segment(double start, double end, String text) {}

    /** Puts the pieces together. */
    static Transcript of(List<Segment> segments, String language, double duration) {
        var spoken =
                segments.stream().filter(segment -> !segment.text().isBlank()).toList();
        var text = String.join(" ", spoken.stream().map(Segment::text).toList());
        return new Transcript(text, language, duration, spoken);
    }
}
