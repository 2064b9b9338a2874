package dev.handoff.domain.speaking;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Who has spoken to what, and what was recorded.
 *
 * @param audioChunks in their order, see {@link Chunk}
 * @param sessionId the caller's own; null for one of this recording alone
 * @param content of the resource, if there is none yet; null if there is
 */
record SpeakInput(
        @NotNull @Pattern(regexp = Resource.ID) String resourceId,

        @NotEmpty
        @Size(max = 1000)
        @JsonPropertyDescription(
                "Each a file of the storage, with an ending, or sound in Base64; recordings, or parts of one")
        List<@NotBlank String> audioChunks,

        @NotBlank @Size(max = 200) @Pattern(regexp = "^[^\\p{Cntrl}]*$")
        String userName,

        @Pattern(regexp = Resource.ID)
        @JsonPropertyDescription("The speaker's session, which one task may follow another in")
        String sessionId,

        @Size(max = Resource.MAX_CONTENT)
        @Pattern(regexp = Resource.TEXT)
        @JsonPropertyDescription("What was to be read aloud; stored as the resource, if there is none of that id")
        String content) {

    SpeakInput with(List<String> chunks, String session) {
        return new SpeakInput(resourceId, chunks, userName, session, content);
    }
}
