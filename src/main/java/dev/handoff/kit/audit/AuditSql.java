package dev.handoff.kit.audit;

import dev.handoff.kit.database.Statements;

/** Statements that change something and tell of it at once. */
public final class AuditSql {

    private AuditSql() {}

    /**
     * A statement that adds an entry in the same transaction, if it changes anything.
     *
     * @param change returns the rows that it has changed, which the whole statement returns too
     * @param first the number of the first of the entry's parameters, see {@link AuditEntry#addTo}
     */
    public static String noted(String change, int first) {
        return Statements.compact("WITH changed AS (" + change
                + """
                ), noted AS (
                    INSERT INTO audit_entry (id, occurred_at, actor, action, entity_type, entity_id, details)
                    SELECT $%d::uuid, $%d::timestamptz, $%d::text, $%d::text, $%d::text, $%d::text, $%d::text
                    WHERE EXISTS (SELECT FROM changed)
                )
                SELECT * FROM changed
                """.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6));
    }
}
