package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;

/** A part of an episode. Segments follow one another. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "clip", value = Segment.Clip.class),
    @JsonSubTypes.Type(name = "main", value = Segment.Main.class),
    @JsonSubTypes.Type(name = "speech", value = Segment.Speech.class),
    @JsonSubTypes.Type(name = "silence", value = Segment.Silence.class)
})
public sealed interface Segment {

    /** A segment that can be heard. An absent value has the default that is named last. */
    sealed interface Sounding extends Segment {

        /** The title of the chapter that begins here; null for no chapter. */
        String title();

        /** Length of the fade-in, in seconds; 0. */
        Double fadeIn();

        /** Length of the fade-out, in seconds; 0. */
        Double fadeOut();

        /** How long it overlaps the end of the previous segment, in seconds; 0. */
        Double crossfade();
    }

    /**
     * A file: an intro, an outro, a jingle.
     *
     * @param filename a path below the storage folder, or {@code gs://bucket/object}
     * @param gain in dB; 0
     */
    record Clip(
            @NotBlank
            @Size(max = 1024)
            @JsonPropertyDescription("A path below the storage folder, or gs://bucket/object")
            String filename,

            @Pattern(regexp = Fields.LINE) @JsonPropertyDescription(Fields.TITLE)
            String title,

            @Min(Fields.MIN_GAIN)
            @Max(Fields.MAX_GAIN)
            @JsonPropertyDescription("By how much it is made louder, in dB; 0 by default")
            Double gain,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_IN)
            Double fadeIn,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_OUT)
            Double fadeOut,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.CROSSFADE)
            Double crossfade)
            implements Sounding {

        public Clip {
            gain = Objects.requireNonNullElse(gain, 0.0);
            fadeIn = Objects.requireNonNullElse(fadeIn, 0.0);
            fadeOut = Objects.requireNonNullElse(fadeOut, 0.0);
            crossfade = Objects.requireNonNullElse(crossfade, 0.0);
        }
    }

    /** The main content of the episode. */
    record Main(
            @Pattern(regexp = Fields.LINE) @JsonPropertyDescription(Fields.TITLE)
            String title,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_IN)
            Double fadeIn,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_OUT)
            Double fadeOut,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.CROSSFADE)
            Double crossfade)
            implements Sounding {

        public Main {
            fadeIn = Objects.requireNonNullElse(fadeIn, 0.0);
            fadeOut = Objects.requireNonNullElse(fadeOut, 0.0);
            crossfade = Objects.requireNonNullElse(crossfade, 0.0);
        }
    }

    /**
     * A text that is spoken.
     *
     * @param text with placeholders such as {@code {{guest}}}
     * @param voice a name that the speech engine knows; null for the engine's choice
     */
    record Speech(
            @NotBlank @Size(max = 5000) @JsonPropertyDescription("Is spoken; {{name}} stands for a value of that name")
            String text,

            @Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9 ._:/-]{0,99}$")
            @JsonPropertyDescription("A voice of the speech engine; its usual one by default")
            String voice,

            @Pattern(regexp = Fields.LINE) @JsonPropertyDescription(Fields.TITLE)
            String title,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_IN)
            Double fadeIn,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.FADE_OUT)
            Double fadeOut,

            @Min(0) @Max(Fields.MAX_FADE) @JsonPropertyDescription(Fields.CROSSFADE)
            Double crossfade)
            implements Sounding {

        public Speech {
            fadeIn = Objects.requireNonNullElse(fadeIn, 0.0);
            fadeOut = Objects.requireNonNullElse(fadeOut, 0.0);
            crossfade = Objects.requireNonNullElse(crossfade, 0.0);
        }

        Speech saying(String other) {
            return new Speech(other, voice, title, fadeIn, fadeOut, crossfade);
        }
    }

    /** @param seconds how long there is nothing but music */
    record Silence(
            @NotNull @DecimalMin("0.01") @Max(600) @JsonPropertyDescription("How long, in seconds")
            Double seconds) implements Segment {}
}
