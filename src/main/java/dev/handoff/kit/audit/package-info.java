/**
 * The table of audit entries: who did what, and when.
 *
 * <p>Entries are added by the {@code audit-log} task, and by the statement that changes a scan rule, which adds the entry in
 * the same transaction: a change without its entry is impossible. A trigger in the database refuses to change or delete
 * entries, because a rule in the code would hold only for the code.
 */
package dev.handoff.kit.audit;
