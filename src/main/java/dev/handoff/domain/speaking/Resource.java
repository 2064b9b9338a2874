package dev.handoff.domain.speaking;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What people speak to.
 *
 * @param resourceId the caller's own
 * @param kind a text that is read aloud, or a prompt that is answered; null for a text
 * @param content the text or the prompt
 * @param language what is to be spoken, as a BCP 47 tag; null leaves it to the speech engine
 */
public record Resource(
        @NotNull @Pattern(regexp = Resource.ID) String resourceId,

        @JsonPropertyDescription("A text is read aloud, and words are compared with it; a prompt is answered")
        ResourceKind kind,

        @NotBlank @Size(max = Resource.MAX_CONTENT) @Pattern(regexp = Resource.TEXT)
        String content,

        @Pattern(regexp = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
        @JsonPropertyDescription("What is to be spoken, as a BCP 47 tag; without it the speech engine decides")
        String language) {

    /** The form of ids: safe in paths, keys and logs. */
    public static final String ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    /** Not blank, and without the one character that PostgreSQL can't store. */
    static final String TEXT = "^\\s*[^\\s\\u0000][^\\u0000]*$";

    /** Characters of a content: what takes an hour to read aloud. */
    static final int MAX_CONTENT = 60_000;

    public Resource {
        kind = kind == null ? ResourceKind.TEXT : kind;
    }
}
