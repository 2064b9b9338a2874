package dev.handoff.domain.monitoring.rule;

import java.time.Instant;
import java.util.List;

/**
 * A rule of scans as it is stored.
 *
 * @param kind one of the kinds that the table allows
 * @param version that no rule had before; grows with every change
 */
public record RuleRecord(
        String id, String kind, List<String> entries, long version, Instant createdAt, Instant updatedAt) {}
