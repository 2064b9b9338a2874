package dev.handoff.engine.store;

import dev.handoff.kit.audit.AuditSql;

/** The statements of {@link PostgresScheduleStore}. */
final class ScheduleSql {

    private ScheduleSql() {}

    static final String REGISTER = """
        INSERT INTO schedule AS s (name, cron, zone, since)
        SELECT name, cron, zone, now() - interval '1 minute'
        FROM unnest($1::text[], $2::text[], $3::text[]) AS n(name, cron, zone) ORDER BY name
        ON CONFLICT (name) DO UPDATE SET cron = excluded.cron, zone = excluded.zone, since = excluded.since
        WHERE (s.cron, s.zone) <> (excluded.cron, excluded.zone)
        """;

    // Each by its key: because of the limit the planner can't read and join all schedules, some of them long gone.
    static final String LOOK = """
        SELECT now() AS now, s.* FROM unnest($1::text[]) AS n(name)
        LEFT JOIN LATERAL (SELECT * FROM schedule WHERE name = n.name LIMIT 1) s ON true
        """;

    // The second caller waits for the row, finds that the schedule has come so far, and stores nothing.
    static final String TICK = """
        WITH moved AS (
            UPDATE schedule SET last_tick = $2, last_task = $3
            WHERE name = $1 AND $2 <= now() AND (last_tick IS NULL OR last_tick < $2) AND paused_at IS NULL
            RETURNING last_task
        )
        INSERT INTO task (id, type, input, route, patience_ms, traceparent, run_at, ring_at)
        SELECT last_task, $4, $5, $6, $7::int4, $8, now(), now() + $7::int4 * interval '1 millisecond' FROM moved
        RETURNING id
        """;

    static final String PAUSE = AuditSql.noted("""
        UPDATE schedule SET paused_at = now(), paused_by = $2, pause_reason = $3
        WHERE name = $1 AND paused_at IS NULL RETURNING name
        """, 4);

    static final String RESUME = AuditSql.noted("""
        UPDATE schedule SET paused_at = NULL, paused_by = NULL, pause_reason = NULL, since = now()
        WHERE name = $1 AND paused_at IS NOT NULL RETURNING name
        """, 2);

    static final String PAUSED = "SELECT * FROM schedule WHERE paused_at IS NOT NULL ORDER BY name";
}
