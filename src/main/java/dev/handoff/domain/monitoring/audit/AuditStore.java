package dev.handoff.domain.monitoring.audit;

import dev.handoff.kit.database.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Audit entries, which the database refuses to change or delete. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer; to repeat one does no harm.
 */
public interface AuditStore {

    /** @return false if there is an entry of this id; nothing was stored then */
    boolean add(NewAudit entry);

    Optional<AuditRecord> find(UUID id);

    List<AuditRecord> list(AuditFilter filter);
}
