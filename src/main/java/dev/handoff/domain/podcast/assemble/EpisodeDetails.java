package dev.handoff.domain.podcast.assemble;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Facts about an episode. Tags leave out what is null.
 *
 * @param chapters of the main content
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EpisodeDetails(
        @Size(max = 500) String title,
        @Size(max = 500) String show,
        @Size(max = 500) String author,
        @Size(max = 5000) String description,

        @Size(max = 40) @JsonPropertyDescription("When it is published, for example 2026-11-26")
        String date,

        @Size(max = 100) @JsonPropertyDescription("Podcast by default")
        String genre,

        @Min(0) @Max(1_000_000) Integer number,

        @Size(max = 500) @JsonPropertyDescription("Where chapters begin in the main content")
        List<@NotNull Mark> chapters) {

    static final EpisodeDetails NONE = new EpisodeDetails(null, null, null, null, null, null, null, null);

    /**
     * Where a chapter begins.
     *
     * @param start in seconds of the main content as it was recorded
     */
    public record Mark(
            @NotNull @Min(0) @Max(86_400) Double start,
            @NotBlank @Size(max = 500) String title) {}

    /** Those of an episode; nothing if there are none. */
    static EpisodeDetails of(AssembleInput input) {
        return input.episodeDetails() == null ? NONE : input.episodeDetails();
    }

    List<Mark> marks() {
        return chapters == null ? List.of() : chapters;
    }
}
