package dev.handoff.engine.store;

/** What becomes of tasks whose process has died. */
final class RescueSql {

    private RescueSql() {}

    // Leases of a process that has died run out one after the other. What it held besides either still counts as
    // running or has been rescued before. A suspect was apart, so its process died of it, whatever else ran there.
    static final String RESCUE = """
        WITH lapsed AS (
            SELECT id, attempt, worker, started_at, cancel_requested_at IS NOT NULL AS cancelled, crashes + 1 AS crashes,
                   CASE WHEN guilt IS NOT NULL THEN guilt + 1
                        WHEN crashes + 1 >= $2 - 1 THEN (
                            NOT EXISTS (SELECT FROM task o
                                        WHERE o.state = 'RUNNING' AND o.worker = t.worker AND o.id <> t.id)
                            AND NOT EXISTS (SELECT FROM task_attempt a
                                            WHERE a.worker = t.worker AND a.outcome = 'CRASHED' AND a.task_id <> t.id)
                            )::int END AS guilt
            FROM task t WHERE state = 'RUNNING' AND lease_until < now()
            ORDER BY lease_until LIMIT $1 FOR UPDATE SKIP LOCKED
        ), judged AS (
            SELECT id, attempt, worker, started_at, cancelled, guilt, given_up,
                   'the process ' || worker || ' stopped answering during attempt ' || attempt
                       || CASE WHEN given_up THEN '; given up after ' || crashes || ' crashes' ELSE '' END AS why
            FROM (SELECT *, crashes >= $2 AND guilt >= least($2, 2) AS given_up FROM lapsed) l
        ), moved AS (
            UPDATE task t
            SET state = CASE WHEN cancelled THEN 'CANCELLED' WHEN given_up THEN 'DEAD' ELSE 'QUEUED' END,
                error = CASE WHEN cancelled THEN t.error ELSE why END,
                ended_at = CASE WHEN cancelled OR given_up THEN now() END,
                run_at = CASE WHEN cancelled OR given_up THEN run_at ELSE now() END,
                ring_at = CASE WHEN cancelled OR given_up THEN NULL
                               ELSE now() + patience_ms * interval '1 millisecond' END,
                crashes = crashes + 1, guilt = judged.guilt, lease_until = NULL, worker = NULL
            FROM judged WHERE t.id = judged.id
            RETURNING t.id, t.attempt, t.type, t.state, t.route, t.priority, why AS error,
                      t.run_at - now() AS delay, t.group_id
        ), noted AS (
            INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
            SELECT id, attempt, 'CRASHED', why, worker, started_at FROM judged
        )
        SELECT * FROM moved
        """;

    static final String HELD = """
        SELECT id, type, route, priority, attempt, now() - started_at AS since
        FROM task WHERE state = 'RUNNING' AND worker = $1
        """;

    static final String RELEASES = """
        SELECT count(*)::int AS releases
        FROM task_attempt WHERE task_id = $1 AND outcome = 'RELEASED' AND starts_with(error, $2)
        """;
}
