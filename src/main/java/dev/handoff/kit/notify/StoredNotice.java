package dev.handoff.kit.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A notice, and since when its user could see it, and whether he has read it. */
public record StoredNotice(UUID id, Notice notice, Instant createdAt, Optional<Instant> readAt) {}
