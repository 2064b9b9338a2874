package dev.handoff.domain.podcast.chunk;

import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Loudness;
import java.util.List;

/**
 * A cleaned piece of a recording.
 *
 * @param filename where it is; may be submitted to the next task
 * @param duration in seconds
 * @param start of the piece in the recording, in seconds
 * @param end of the piece in the recording, in seconds
 * @param cut what was left out in between, in seconds of the recording
 * @param before how loud the piece was
 * @param after how loud it is
 * @param sampleRate samples a second
 * @param channels one or two
 * @param format {@code flac}, {@code wav}, {@code mp3} or {@code m4a}
 */
public record Chunk(
        String filename,
        double duration,
        double start,
        double end,
        List<Interval> cut,
        Loudness before,
        Loudness after,
        int sampleRate,
        int channels,
        String format) {}
