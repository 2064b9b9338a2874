package dev.handoff.domain.podcast.chunk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Which piece of a recording to clean. Unknown fields are ignored.
 *
 * @param episodeId what the piece is part of
 * @param chunkId which piece of it
 * @param filename a path below the storage folder, or {@code gs://bucket/object}
 * @param start where the piece begins, in seconds; null for the recording's beginning
 * @param end where the piece ends, in seconds; null for the recording's end
 * @param options null for the defaults
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChunkInput(
        @NotNull @Pattern(regexp = ID) @JsonPropertyDescription("What the chunk is part of; becomes a folder's name")
        String episodeId,

        @NotNull @Pattern(regexp = ID) @JsonPropertyDescription("Which chunk of it; the name of what is made begins so")
        String chunkId,

        @NotBlank @Size(max = 1024) @JsonPropertyDescription("A path below the storage folder, or gs://bucket/object")
        String filename,

        @Min(0) @Max(MAX_SECONDS) @JsonPropertyDescription("Where the chunk begins, in seconds; 0 by default")
        Double start,

        @Min(0)
        @Max(MAX_SECONDS)
        @JsonPropertyDescription("Where the chunk ends, in seconds; the recording's end by default")
        Double end,

        ChunkOptions options) {

    // Safe as a part of a file name on every storage.
    private static final String ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";
    private static final long MAX_SECONDS = 86_400;
}
