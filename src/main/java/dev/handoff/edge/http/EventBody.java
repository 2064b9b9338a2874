package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import dev.handoff.engine.outbox.Publication;
import dev.handoff.task.Invalid;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as a publisher describes it. */
@Schema(
        name = "Event",
        description = "Something that has happened",
        requiredProperties = {"topic", "data"})
record EventBody(
        @Schema(description = "The name of a topic", examples = "post.published")
        String topic,

        @Schema(description = "The topic's version; the latest if absent", minimum = "1")
        Optional<Integer> version,

        @Schema(description = "What the topic's schema asks for", implementation = Object.class)
        JsonNode data,

        @Schema(description = "If there is an event of this id already, that one is meant", format = "uuid")
        Optional<String> id) {

    private static final int UUID_LENGTH = 36;

    /**
     * @param at a JSON Pointer to this event in the body
     * @param requestKey the request's Idempotency-Key, and the event's place in it
     */
    Publication toPublication(String at, Optional<String> requestKey) {
        if (topic == null) {
            throw Invalid.of("event", at + "/topic", "is required");
        }
        if (data == null) {
            throw Invalid.of("event", at + "/data", "is required");
        }
        if (id.isPresent() && requestKey.isPresent()) {
            throw new BadRequest(at + "/id", "can't be combined with the header " + RequestKey.IDEMPOTENCY_KEY);
        }
        // One key always makes one id, on every instance.
        var keyed = requestKey.map(key -> Generators.nameBasedGenerator().generate("event:" + key));
        return new Publication(
                topic, version, data, id.map(text -> uuid(at, text)).or(() -> keyed));
    }

    private static UUID uuid(String at, String text) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below, like one of the wrong length.
        }
        throw Invalid.of("event", at + "/id", "must be a UUID, was \"" + text + "\"");
    }
}
