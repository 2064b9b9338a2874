package dev.handoff.domain.search;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A text that a person has written.
 *
 * @param id the caller's own
 * @param author null if unknown
 * @param content may be empty; the message is then never found
 * @param createdAt null for now
 */
public record MessageItem(
        @NotNull Long id,
        @Size(max = 200) @Pattern(regexp = Items.TEXT) String author,

        @NotNull @Size(max = Items.MAX_CONTENT) @Pattern(regexp = Items.TEXT)
        String content,

        Instant createdAt) {}
