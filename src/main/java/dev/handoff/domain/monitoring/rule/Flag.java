package dev.handoff.domain.monitoring.rule;

import java.util.Optional;

/**
 * A message that somebody has to look at, and one reason why.
 *
 * @param reason the kind and the id of a rule, such as {@code words:scams}, or {@code moderation:} and a category
 * @param score how sure that is, from 0 to 1
 * @param entry of the rule, which was met
 */
public record Flag(String messageId, String authorId, String reason, double score, Optional<String> entry) {

    /** Where it stands in a list. */
    public record Place(String messageId, String reason) {}

    public Place place() {
        return new Place(messageId, reason);
    }
}
