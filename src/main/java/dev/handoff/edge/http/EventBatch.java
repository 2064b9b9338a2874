package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.handoff.engine.outbox.Publication;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One event, or an array of them.
 *
 * @param single whether it came without an array around it, and is to be answered so
 */
@JsonDeserialize(using = EventBatch.Reader.class)
record EventBatch(List<EventBody> events, boolean single) {

    private static final int MAX_EVENTS = 1000;

    /** @throws BadRequest if there are too few or too many, or one is null */
    List<Publication> toPublications(Optional<String> idempotencyKey) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw new BadRequest("body", "must have 1 to " + MAX_EVENTS + " events, had " + events.size());
        }
        return IntStream.range(0, events.size())
                .mapToObj(place -> {
                    if (events.get(place) == null) {
                        throw new BadRequest(at(place), "must be an event, was null");
                    }
                    return events.get(place).toPublication(at(place), idempotencyKey.map(key -> place + ":" + key));
                })
                .toList();
    }

    /** What tells this request from others with the same key, besides the events themselves. */
    String form() {
        return single ? "one event" : "an array of " + events.size();
    }

    private String at(int place) {
        return single ? "" : "/" + place;
    }

    static final class Reader extends JsonDeserializer<EventBatch> {

        @Override
        public EventBatch deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var read = OneOrMany.read(json, context, EventBody.class);
            return new EventBatch(read.values(), read.single());
        }
    }
}
