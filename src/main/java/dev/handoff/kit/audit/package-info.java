/**
 * The audit log: who did what, when, and why.
 *
 * <p>Entries are added by the {@code audit-log} task, and by the statements that change what people may change, each in the
 * same transaction: a change without its entry is impossible. {@link dev.handoff.kit.audit.AuditSql} makes such a statement,
 * and {@link dev.handoff.kit.audit.Actor} is who stands behind it. A trigger in the database refuses to change or delete
 * entries, because a rule in the code would hold only for the code. Who sets {@code HANDOFF_AUDIT_KEPT} has old ones deleted by
 * a function of the database, which spares those of the last 30 days.
 */
package dev.handoff.kit.audit;
