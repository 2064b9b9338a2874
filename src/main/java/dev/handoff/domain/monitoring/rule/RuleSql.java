package dev.handoff.domain.monitoring.rule;

import dev.handoff.kit.database.Statements;

/** The statements of {@link PostgresRuleStore}. A version is drawn while the row is locked, so that it grows. */
public final class RuleSql {

    private RuleSql() {}

    static final String FIND = "SELECT * FROM scan_rule WHERE id = $1";

    // In the words of the primary key, which is read from its beginning.
    static final String ALL = "SELECT * FROM scan_rule WHERE id > '' ORDER BY id";

    static final String FINGERPRINT =
            "SELECT md5(coalesce(string_agg(version::text, ',' ORDER BY id), '')) AS it FROM scan_rule WHERE id > ''";

    /** @param audit the place of the first of its parameters */
    private static String noted(String change, int audit) {
        return Statements.compact("WITH changed AS (" + change
                + """
                ), noted AS (
                    INSERT INTO audit_entry (id, occurred_at, actor, action, entity_type, entity_id, details)
                    SELECT $%d::uuid, $%d::timestamptz, $%d::text, $%d::text, $%d::text, $%d::text, $%d::text FROM changed
                )
                SELECT * FROM changed
                """.formatted(audit, audit + 1, audit + 2, audit + 3, audit + 4, audit + 5, audit + 6));
    }

    static final String ADD = noted("""
            INSERT INTO scan_rule (id, kind, entries, version) VALUES ($1, $2, $3, nextval('scan_rule_version'))
            ON CONFLICT (id) DO NOTHING
            RETURNING *
            """, 4);

    // A row that was inserted has no xmax yet; one that was there has been locked by this transaction.
    static final String PUT = noted("""
            INSERT INTO scan_rule (id, kind, entries, version) VALUES ($1, $2, $3, nextval('scan_rule_version'))
            ON CONFLICT (id) DO UPDATE
            SET kind = excluded.kind, entries = excluded.entries, version = nextval('scan_rule_version'),
                updated_at = now()
            RETURNING *, xmax = 0 AS created
            """, 4);

    static final String REPLACE = noted("""
            UPDATE scan_rule
            SET kind = $2, entries = $3, version = nextval('scan_rule_version'), updated_at = now()
            WHERE id = $1 AND ($4::int8[] IS NULL OR version = ANY($4))
            RETURNING *
            """, 5);

    static final String DELETE = noted("""
            DELETE FROM scan_rule WHERE id = $1 AND ($2::int8[] IS NULL OR version = ANY($2)) RETURNING id
            """, 3);
}
