package dev.handoff.domain.search;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A piece of knowledge.
 *
 * @param id the caller's own
 * @param title null if it has none; embedded with the content
 * @param content may be empty; the atom is then found by its title alone
 * @param createdAt null for now
 */
public record AtomItem(
        @NotNull Long id,
        @Size(max = 200) @Pattern(regexp = Items.TEXT) String title,

        @NotNull @Size(max = Items.MAX_CONTENT) @Pattern(regexp = Items.TEXT)
        String content,

        Instant createdAt) {}
