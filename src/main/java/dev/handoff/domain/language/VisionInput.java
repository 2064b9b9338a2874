package dev.handoff.domain.language;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The image to describe.
 *
 * @param image an {@code https://} address, a path below the storage folder, or {@code gs://bucket/object}
 * @param language of the description, as a BCP 47 tag; null for English
 */
public record VisionInput(
        @NotBlank
        @Size(max = 2048)
        @JsonPropertyDescription("An https:// address, a path below the storage folder, or gs://bucket/object")
        String image,

        @Pattern(regexp = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
        @JsonPropertyDescription("The description's language, as a BCP 47 tag; English by default")
        String language) {}
