package dev.handoff.kit.notify;

import dev.handoff.kit.text.Text;
import java.util.Optional;

/**
 * Something that a user is to be told.
 *
 * @param userId who is told
 * @param cause what he is told once about, such as {@code comment/c1}; at most 400 characters
 * @param kind what has happened, such as {@code reply}; texts are chosen by it
 * @param actorId who did it; empty if nobody did
 * @param entityType what it is about: a word, and an id of that kind
 * @param excerpt words of it, of which the first 200 characters are kept; empty for none
 */
public record Notice(
        String userId,
        String cause,
        String kind,
        Optional<String> actorId,
        String entityType,
        String entityId,
        String excerpt) {

    private static final int MAX_EXCERPT = 200;

    public Notice {
        excerpt = Text.fitted(excerpt, MAX_EXCERPT);
    }
}
