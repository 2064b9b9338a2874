package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;

/**
 * Music under some segments, from the beginning of one to the end of another. An absent value has the default that is named
 * last.
 *
 * @param filename a path below the storage folder, or {@code gs://bucket/object}
 * @param firstSegment the index of the segment with which it begins; null for the first one
 * @param lastSegment the index of the segment with which it ends; null for the last one
 * @param gain in dB; -12
 * @param fadeIn length of the fade-in, in seconds; 1
 * @param fadeOut length of the fade-out, in seconds; 2
 * @param ducking by how much it is lowered while a segment sounds, in dB; 12
 * @param loop whether music that is shorter than its segments starts again; false
 */
public record Bed(
        @NotBlank @Size(max = 1024) @JsonPropertyDescription("A path below the storage folder, or gs://bucket/object")
        String filename,

        @Min(0)
        @Max(Fields.MAX_SEGMENTS - 1)
        @JsonPropertyDescription("With which segment it begins, counted from 0; the first by default")
        Integer firstSegment,

        @Min(0)
        @Max(Fields.MAX_SEGMENTS - 1)
        @JsonPropertyDescription("With which segment it ends, counted from 0; the last by default")
        Integer lastSegment,

        @Min(Fields.MIN_GAIN)
        @Max(Fields.MAX_GAIN)
        @JsonPropertyDescription("By how much it is made louder, in dB; -12 by default")
        Double gain,

        @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription("How long it swells, in seconds; 1 by default")
        Double fadeIn,

        @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription("How long it fades, in seconds; 2 by default")
        Double fadeOut,

        @Min(0)
        @Max(Fields.MAX_DUCKING)
        @JsonPropertyDescription("By how much it is lowered while a segment sounds, in dB; 12 by default, 0 leaves it")
        Double ducking,

        @JsonPropertyDescription("Whether it begins again when it ends too early; false by default")
        Boolean loop) {

    public Bed {
        gain = Objects.requireNonNullElse(gain, -12.0);
        fadeIn = Objects.requireNonNullElse(fadeIn, 1.0);
        fadeOut = Objects.requireNonNullElse(fadeOut, 2.0);
        ducking = Objects.requireNonNullElse(ducking, 12.0);
        loop = Objects.requireNonNullElse(loop, false);
    }

    /** The index of the segment with which it begins. */
    public int first() {
        return Objects.requireNonNullElse(firstSegment, 0);
    }

    /**
     * The index of the segment with which it ends.
     *
     * @param segments how many the template has
     */
    public int last(int segments) {
        return Objects.requireNonNullElse(lastSegment, segments - 1);
    }
}
