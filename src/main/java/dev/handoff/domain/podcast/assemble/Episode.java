package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.Chapter;
import dev.handoff.kit.media.Loudness;
import java.util.List;

/**
 * A finished episode.
 *
 * @param filename where it is
 * @param waveform where a picture of it is
 * @param format {@code mp3} or {@code m4a}
 * @param duration in seconds
 * @param loudness measured in the file itself
 * @param silenceCut how much silence was cut out of the main content, in seconds
 */
public record Episode(
        String episodeId,
        String filename,
        String waveform,
        String format,
        double duration,
        Loudness loudness,
        double silenceCut,
        List<Chapter> chapters) {}
