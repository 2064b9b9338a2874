package dev.handoff.domain.monitoring.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;

/**
 * What scans look for: a list of things of one kind. A message is flagged once for each rule that it meets.
 *
 * @param ruleId part of the reason for which messages are flagged
 */
public record Rule(
        @NotNull @Pattern(regexp = ID) String ruleId,

        @NotNull Kind kind,

        @NotEmpty
        @Size(max = MAX_ENTRIES)
        @JsonPropertyDescription("Words or phrases, RE2 expressions, hosts, or claims in a sentence each")
        List<@NotBlank @Size(max = MAX_ENTRY_LENGTH) String> entries) {

    /** Safe as a part of a path and of a reason. */
    static final String ID = "^[a-z0-9][a-z0-9_-]{0,62}$";

    /** In one rule. */
    public static final int MAX_ENTRIES = 1000;

    /** In characters. */
    public static final int MAX_ENTRY_LENGTH = 500;

    /** How an entry is met. */
    public enum Kind {
        /** The message has these words, whatever their case and what can't be seen between their letters. */
        @JsonProperty("words")
        WORDS,

        /** An RE2 expression is found in the message: https://github.com/google/re2/wiki/Syntax. */
        @JsonProperty("patterns")
        PATTERNS,

        /** The message has a link to this host, or one below it. */
        @JsonProperty("hosts")
        HOSTS,

        /** The message says much the same. */
        @JsonProperty("claims")
        CLAIMS
    }

    /** Why a message is flagged that meets it. */
    public String reason() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + ruleId;
    }
}
