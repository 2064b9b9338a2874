package dev.handoff.domain.transcribe;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.kit.storage.FileName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What to transcribe.
 *
 * @param filename a path below the storage folder, or {@code gs://bucket/object}
 * @param userId whose recording it is, for the submitter's own use; may be null
 * @param language what is spoken, as a BCP 47 tag such as {@code en} or {@code pt-BR}; null leaves it to the engine
 */
public record TranscribeInput(
        @NotBlank
        @Size(max = FileName.MAX_LENGTH)
        @JsonPropertyDescription("A path below the storage folder, or gs://bucket/object")
        String filename,

        @Size(max = 200) @JsonPropertyDescription("Whose recording it is, for the submitter's own use")
        String userId,

        @Pattern(regexp = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
        @JsonPropertyDescription("What is spoken, as a BCP 47 tag; without it the engine decides")
        String language) {}
