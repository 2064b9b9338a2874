package dev.handoff.domain.podcast.chunk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.kit.media.AudioFormat;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/**
 * How a piece is cleaned. A null stands for the default, which is named last.
 *
 * @param trimSilence whether silences are cut out, except for a tenth of a second at each side; true
 * @param silenceThreshold sound below it counts as silence, in dBFS; -50
 * @param minSilence how long a silence must be to be cut out, in seconds; 1
 * @param noiseReduction by how much noise is lowered, in dB; 0 keeps it; 6
 * @param normaliseLoudness whether the piece gets the loudness below; true
 * @param loudness the target, in LUFS; -16
 * @param truePeak the limit for peaks, in dBTP; -1.5
 * @param format {@code flac}, {@code wav}, {@code mp3} or {@code m4a}; {@code flac}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChunkOptions(
        @JsonPropertyDescription("Whether silences are cut out; true by default")
        Boolean trimSilence,

        @DecimalMin("-90")
        @DecimalMax("-20")
        @JsonPropertyDescription("What stays below is silent, in dBFS; -50 by default")
        Double silenceThreshold,

        @DecimalMin("0.5")
        @DecimalMax("60")
        @JsonPropertyDescription("How long a silence must be to be cut out, in seconds; 1 by default")
        Double minSilence,

        @DecimalMin("0")
        @DecimalMax("40")
        @JsonPropertyDescription("By how much noise is lowered, in dB; 6 by default, 0 leaves it")
        Double noiseReduction,

        @JsonPropertyDescription("Whether all is made equally loud; true by default")
        Boolean normaliseLoudness,

        @DecimalMin("-40") @DecimalMax("-8") @JsonPropertyDescription("To be reached, in LUFS; -16 by default")
        Double loudness,

        @DecimalMin("-9") @DecimalMax("0") @JsonPropertyDescription("Not to be exceeded, in dBTP; -1.5 by default")
        Double truePeak,

        @Pattern(regexp = "^(flac|wav|mp3|m4a)$") @JsonPropertyDescription("flac, wav, mp3 or m4a; flac by default")
        String format) {

    private static final ChunkOptions NONE = new ChunkOptions(null, null, null, null, null, null, null, null);

    /** The options with all defaults filled in. */
    public static ChunkOptions complete(ChunkOptions given) {
        var some = Objects.requireNonNullElse(given, NONE);
        return new ChunkOptions(
                Objects.requireNonNullElse(some.trimSilence, true),
                Objects.requireNonNullElse(some.silenceThreshold, -50.0),
                Objects.requireNonNullElse(some.minSilence, 1.0),
                Objects.requireNonNullElse(some.noiseReduction, 6.0),
                Objects.requireNonNullElse(some.normaliseLoudness, true),
                Objects.requireNonNullElse(some.loudness, -16.0),
                Objects.requireNonNullElse(some.truePeak, -1.5),
                Objects.requireNonNullElse(some.format, "flac"));
    }

    /** The options for a piece that becomes part of an episode: it keeps its loudness, and its format is lossless. */
    public ChunkOptions withoutMastering() {
        return new ChunkOptions(
                trimSilence, silenceThreshold, minSilence, noiseReduction, false, loudness, truePeak, "flac");
    }

    AudioFormat audioFormat() {
        return AudioFormat.of(format);
    }
}
