package dev.handoff.domain.monitoring.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which audit entries to list, newest first.
 *
 * @param from inclusive
 * @param before exclusive
 * @param after the last entry of the page before; empty for the first page
 * @param limit from 1 to 1000
 */
public record AuditFilter(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> entityType,
        Optional<String> entityId,
        Optional<Instant> from,
        Optional<Instant> before,
        Optional<Place> after,
        int limit) {

    /** Where an entry stands in the list. */
    public record Place(Instant occurredAt, UUID id) {}
}
