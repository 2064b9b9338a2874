package dev.handoff.kit.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who does something.
 *
 * @param name of a key, an account or a part of the system
 * @param reason why, in the actor's own words; empty if that was not said
 */
public record Actor(String name, Optional<String> reason) {

    /** One who gives no reason. */
    public static Actor of(String name) {
        return new Actor(name, Optional.empty());
    }

    /** The entry about something that is done now. */
    public AuditEntry entry(String action, String entityType, String entityId) {
        return entry(action, entityType, entityId, Map.of());
    }

    /** @param more what else is to be known about it */
    public AuditEntry entry(String action, String entityType, String entityId, Map<String, String> more) {
        var details = JsonNodeFactory.instance.objectNode();
        more.forEach(details::put);
        reason.ifPresent(it -> details.put("reason", it));
        return new AuditEntry(UUID.randomUUID(), Instant.now(), name, action, entityType, entityId, details.toString());
    }
}
