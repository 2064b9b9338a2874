package dev.handoff.domain.speaking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A session of one speaker.
 *
 * @param sessionId the caller's own
 * @param userName who speaks; null if unknown
 * @param expiresAt when it ends, however much it is used; null if it lasts for as long as it is used
 */
public record SpeakingSession(
        @NotNull @Pattern(regexp = Resource.ID) String sessionId,

        @Size(min = 1, max = 200) @Pattern(regexp = "^[^\\p{Cntrl}]*$")
        String userName,

        Instant expiresAt) {}
