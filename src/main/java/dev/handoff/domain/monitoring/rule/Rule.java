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
 * A list of things of one kind that scans look for. A message is flagged once for each rule that it matches.
 *
 * @param ruleId part of the reason of a flag
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

    /** Entries of one rule. */
    public static final int MAX_ENTRIES = 1000;

    /** Characters of an entry. */
    public static final int MAX_ENTRY_LENGTH = 500;

    /** How an entry matches. */
    public enum Kind {
        /** The message has these words. Case and invisible characters don't count. */
        @JsonProperty("words")
        WORDS,

        /** An RE2 expression is found in the message: https://github.com/google/re2/wiki/Syntax. */
        @JsonProperty("patterns")
        PATTERNS,

        /** The message has a link to this host, or one below it. */
        @JsonProperty("hosts")
        HOSTS,

        /** The message means much the same. */
        @JsonProperty("claims")
        CLAIMS
    }

    /** The reason of flags by this rule. */
    public String reason() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + ruleId;
    }
}
