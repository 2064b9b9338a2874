package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.engine.store.EventRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as readers see it. */
@Schema(name = "EventRecord", description = "Everything that is known about an event; what doesn't apply is left out")
record EventView(
        UUID eventId,
        String topic,
        int version,

        @Schema(enumeration = {"pending", "published", "dead"})
        String state,

        @Schema(description = "Who published it: the address of a task or of the API")
        String source,

        @Schema(implementation = Object.class) RawValue data,

        @Schema(description = "How often it could not be brought, since it was published or replayed")
        int failures,

        @Schema(description = "Why it is dead, or why it could not be brought the last time")
        Optional<String> error,

        Instant createdAt,
        @Schema(description = "When it is brought next") Optional<Instant> relayAt,
        Optional<Instant> publishedAt,
        Optional<Instant> deadAt,

        @Schema(description = "The latest replay in which it is handled once more")
        Optional<String> replay) {

    static EventView of(EventRecord known) {
        var event = known.event();
        return new EventView(
                event.id(),
                event.topic(),
                event.version(),
                known.state().name().toLowerCase(Locale.ROOT),
                event.source(),
                new RawValue(event.dataJson()),
                known.failures(),
                known.error(),
                event.createdAt(),
                known.relayAt(),
                known.publishedAt(),
                known.deadAt(),
                event.replay());
    }
}
