package dev.handoff.domain.monitoring.audit;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * An audit entry to be stored.
 *
 * @param id of the event that it tells of
 * @param actor who did it
 * @param action what was done, such as {@code scan_rule.put}
 * @param detailsJson an object
 */
public record NewAudit(
        UUID id,
        Instant occurredAt,
        String actor,
        String action,
        String entityType,
        String entityId,
        String detailsJson) {

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
