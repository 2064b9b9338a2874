package dev.handoff.engine.store;

import dev.handoff.kit.audit.AuditSql;

/** The statements of {@link TypePauses}. */
final class PauseSql {

    private PauseSql() {}

    static final String PAUSE = AuditSql.noted("""
        INSERT INTO paused_type (type, paused_by, reason) VALUES ($1, $2, $3) ON CONFLICT (type) DO NOTHING RETURNING *
        """, 4);

    static final String RESUME = AuditSql.noted("DELETE FROM paused_type WHERE type = $1 RETURNING type", 2);

    static final String ALL = "SELECT * FROM paused_type ORDER BY type";

    // Along the index, from the doorbell that was the last one before. What was brought forward isn't met again.
    static final String RING_DUE = """
        WITH seen AS MATERIALIZED (
            SELECT id, ring_at FROM task
            WHERE state = 'QUEUED' AND route <> 'local' AND ring_at > now()
                AND ring_at >= coalesce($2::timestamptz, now()) AND type = $1 AND run_at <= now()
            ORDER BY ring_at LIMIT $3
        ), rung AS (
            UPDATE task SET ring_at = now() WHERE id = ANY(ARRAY(SELECT id FROM seen)) AND ring_at > now()
        )
        SELECT count(*) AS count, max(ring_at) AS last FROM seen
        """;

    // As if the attempt had begun and been released at once.
    static final String TURN_AWAY = """
        WITH turned AS (
            UPDATE task SET attempt = attempt + 1, ring_at = greatest(run_at, now())
            WHERE id = $1 AND ring_at IS NOT NULL AND type = ANY(ARRAY(SELECT type FROM paused_type))
            RETURNING id, attempt, type
        ), noted AS (
            INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
            SELECT id, attempt, 'RELEASED', 'the type ' || type || ' is paused', $2, now() FROM turned
        )
        SELECT id FROM turned
        """;
}
