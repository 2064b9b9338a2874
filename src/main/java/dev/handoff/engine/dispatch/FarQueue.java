package dev.handoff.engine.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A queue at the far end of a route, as people look at it.
 *
 * @param types whose doorbells go there
 * @param content empty if that can't be told
 * @param trouble why it can't be told, or why nothing is brought; empty while all is well
 */
public record FarQueue(String name, List<String> types, Optional<Content> content, Optional<String> trouble) {

    /**
     * What is in a queue, and who listens.
     *
     * @param waiting doorbells that are to be brought yet
     * @param isMore whether there are more of them, which nobody has counted
     * @param consumers that listen; empty if the queue calls, and nobody listens
     * @param deadLetters in the queue beside it; empty if there is no such thing
     */
    public record Content(long waiting, boolean isMore, OptionalInt consumers, OptionalInt deadLetters) {}

    /** A queue that answered. */
    public static FarQueue of(String name, List<String> types, Content content) {
        return new FarQueue(name, types, Optional.of(content), Optional.empty());
    }

    /** A queue that could not be asked. */
    public static FarQueue silent(String name, List<String> types, String trouble) {
        return new FarQueue(name, types, Optional.empty(), Optional.of(trouble));
    }
}
