package dev.handoff.domain.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Something that is counted.
 *
 * @param id the caller's
 */
public record Entity(Kind kind, String id) {

    /** What it is. */
    public enum Kind {
        @JsonProperty("post")
        POST,
        @JsonProperty("comment")
        COMMENT,
        @JsonProperty("user")
        USER,
        @JsonProperty("circle")
        CIRCLE;

        /** Its word in rows, events and paths. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Entity post(String id) {
        return new Entity(Kind.POST, id);
    }

    public static Entity comment(String id) {
        return new Entity(Kind.COMMENT, id);
    }
}
