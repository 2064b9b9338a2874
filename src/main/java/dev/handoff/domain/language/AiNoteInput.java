package dev.handoff.domain.language;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * The message that needs a note, and what is known about it.
 *
 * @param content what the message says
 * @param claims statements that are in doubt; null for none
 * @param links that may serve as sources; they are not opened; null for none
 * @param ratings number of people by rating; null for none
 * @param language of the note, as a BCP 47 tag; null for that of the message
 */
public record AiNoteInput(
        @NotBlank @Size(max = 8000) @JsonPropertyDescription("What the message says")
        String content,

        @Size(max = 20) @JsonPropertyDescription("Statements that are in doubt")
        List<@NotBlank @Size(max = 1000) String> claims,

        @Size(max = 20) @JsonPropertyDescription("Addresses that may serve as sources; nobody opens them")
        List<@NotBlank @Pattern(regexp = "^https?://[^\\s\\p{Cntrl}]+$") @Size(max = 2048) String> links,

        @Size(max = 20) @JsonPropertyDescription("How many people rated the message how, such as misleading: 12")
        Map<String, @NotNull @Min(0) @Max(1_000_000_000) Integer> ratings,

        @Pattern(regexp = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
        @JsonPropertyDescription("The note's language, as a BCP 47 tag; that of the message by default")
        String language) {}
