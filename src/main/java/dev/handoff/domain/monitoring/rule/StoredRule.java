package dev.handoff.domain.monitoring.rule;

import java.time.Instant;

/**
 * A rule as it is stored.
 *
 * @param version that no rule had before; grows with every change
 */
public record StoredRule(Rule rule, long version, Instant createdAt, Instant updatedAt) {}
