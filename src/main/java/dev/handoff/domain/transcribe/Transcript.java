package dev.handoff.domain.transcribe;

import java.util.List;

/**
 * What was said.
 *
 * @param text all of it; empty if there is no speech
 * @param language as submitted, otherwise the engine's default; null if the engine detects it
 * @param duration of the recording, in seconds
 * @param segments the text again, with times
 * @param files the text again, as files in the storage
 */
public record Transcript(String text, String language, double duration, List<Segment> segments, TranscriptFiles files) {

    /**
     * What was said from one moment to another, with a little silence at both ends.
     *
     * @param start in seconds from the beginning of the recording
     * @param end in seconds from the beginning of the recording
     */
    public record Segment(double start, double end, String text) {}

    /** The text as a whole. */
    static String text(List<Segment> spoken) {
        return String.join(" ", spoken.stream().map(Segment::text).toList());
    }
}
