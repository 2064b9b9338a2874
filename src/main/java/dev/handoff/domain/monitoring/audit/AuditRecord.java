package dev.handoff.domain.monitoring.audit;

import java.time.Instant;

/** An audit entry as it is stored. */
public record AuditRecord(NewAudit entry, Instant recordedAt) {}
