package dev.handoff.store;

import java.time.Instant;

/** An audit entry as it is stored. */
public record AuditRecord(NewAudit entry, Instant recordedAt) {}
