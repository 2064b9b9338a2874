package dev.handoff.domain.monitoring.rule;

import java.util.Optional;

/**
 * A message that people have to look at, and one reason for that.
 *
 * @param reason the kind and the id of a rule, such as {@code words:scams}, or {@code moderation:} and a category
 * @param score how certain that is, from 0 to 1
 * @param entry the entry of the rule that matched
 */
public record Flag(String messageId, String authorId, String reason, double score, Optional<String> entry) {

    /** Where it stands in a list. */
    public record Place(String messageId, String reason) {}

    public Place place() {
        return new Place(messageId, reason);
    }
}
