package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.audit.AuditEntry;
import dev.handoff.kit.database.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of scans by their ids. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't
 * answer; whether the statement took effect is then unknown. A change adds its audit entry in the same statement.
 */
public interface RuleStore {

    Optional<RuleRecord> find(String id);

    /** All of them, in the order of their ids. */
    List<RuleRecord> all();

    /** Another text for every set of rules and their versions. */
    String fingerprint();

    /** @return empty if there is one of this id; nothing was stored then */
    Optional<RuleRecord> add(NewRule rule, AuditEntry audit);

    /** Adds or replaces a rule, whatever its version. */
    PutRule put(NewRule rule, AuditEntry audit);

    /**
     * Replaces a rule.
     *
     * @param versions those that may be replaced; empty for any
     * @return empty if there is none of this id, or it has another version; nothing was stored then
     */
    Optional<RuleRecord> replace(NewRule rule, Optional<Set<Long>> versions, AuditEntry audit);

    /**
     * Deletes a rule.
     *
     * @param versions those that may be deleted; empty for any
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    boolean delete(String id, Optional<Set<Long>> versions, AuditEntry audit);
}
