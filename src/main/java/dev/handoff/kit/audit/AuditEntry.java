package dev.handoff.kit.audit;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Something that was done, and who did it.
 *
 * @param id of the event that the entry is about
 * @param actor who did it
 * @param action what was done, such as {@code scan_rule.put}
 * @param detailsJson an object
 */
public record AuditEntry(
        UUID id,
        Instant occurredAt,
        String actor,
        String action,
        String entityType,
        String entityId,
        String detailsJson) {

    /** Adds all columns, in the order of the components. */
    public Tuple addTo(Tuple parameters) {
        return parameters
                .addUUID(id)
                .addOffsetDateTime(occurredAt.atOffset(ZoneOffset.UTC))
                .addString(actor)
                .addString(action)
                .addString(entityType)
                .addString(entityId)
                .addString(detailsJson);
    }
}
