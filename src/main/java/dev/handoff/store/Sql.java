package dev.handoff.store;

/** The statements of {@link PostgresTaskStore}, each a whole change of state. */
final class Sql {

    private Sql() {}

    // ring_at of a task that is due now lies a little ahead: the submitter is about to ring for it. A task with an
    // error
    // is dead from the start.
    static final String ADD = """
            WITH new AS (
                SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int4[], $6::int4[],
                        $7::timestamptz[], $8::text[], $9::uuid[], $10::text[], $11::text[])
                    WITH ORDINALITY AS n(id, type, input, route, patience_ms, priority, run_at, dedupe_key, parent_id,
                        traceparent, error, place)
            ), stored AS (
                INSERT INTO task (id, type, input, route, patience_ms, priority, run_at, ring_at, dedupe_key, parent_id,
                                  traceparent, state, error, ended_at)
                SELECT id, type, input, route, patience_ms, priority, coalesce(run_at, now()),
                       CASE WHEN error IS NOT NULL THEN NULL
                            WHEN run_at > now() THEN run_at
                            ELSE now() + patience_ms * interval '1 millisecond' END,
                       dedupe_key, parent_id, traceparent,
                       CASE WHEN error IS NULL THEN 'QUEUED' ELSE 'DEAD' END, error,
                       CASE WHEN error IS NOT NULL THEN now() END
                FROM new ORDER BY place
                ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
                RETURNING id, type, input, route, priority, attempt, state, run_at
            )
            SELECT n.place, s.id, s.type, s.input, s.route, s.priority, s.attempt, s.state, s.run_at, false AS earlier
            FROM stored s JOIN new n ON n.id = s.id
            UNION ALL
            SELECT n.place, t.id, t.type, t.input, t.route, t.priority, t.attempt, t.state, t.run_at, true
            FROM new n JOIN task t ON t.dedupe_key = n.dedupe_key
            WHERE n.id NOT IN (SELECT id FROM stored)
            ORDER BY place
            """;

    static final String CLAIM = """
            UPDATE task
            SET state = 'RUNNING', attempt = attempt + 1, worker = $2, started_at = now(), ring_at = NULL,
                lease_until = now() + $3 * interval '1 millisecond', progress_done = NULL, progress_total = NULL
            WHERE id = $1 AND state = 'QUEUED' AND run_at <= now()
            RETURNING type, input, route, priority, attempt, failures, traceparent,
                      (extract(epoch FROM now() - run_at) * 1000)::bigint AS waited
            """;

    // $3 wanted state, $4 result, $5 error, $6 delay, $7 what to note about the attempt, $8 and $9 the last progress. A
    // released task is rung by the next sweep anywhere, since the instance that held it is going away.
    static final String FINISH = """
            WITH held AS (
                SELECT id, attempt, worker, started_at, cancel_requested_at IS NOT NULL AS cancelled,
                       CASE WHEN cancel_requested_at IS NULL THEN $5 ELSE error END AS why
                FROM task WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' FOR UPDATE
            ), done AS (
                UPDATE task t
                SET state = CASE WHEN cancelled THEN 'CANCELLED' ELSE $3 END,
                    result = CASE WHEN cancelled THEN NULL ELSE $4 END,
                    error = why,
                    ended_at = CASE WHEN cancelled OR $3 <> 'QUEUED' THEN now() END,
                    run_at = CASE WHEN $3 = 'QUEUED' THEN now() + $6 * interval '1 millisecond' ELSE run_at END,
                    ring_at = CASE WHEN NOT cancelled AND $3 = 'QUEUED'
                                   THEN now() + CASE WHEN $6 > 0 THEN $6 WHEN $7 = 'RELEASED' THEN 0 ELSE patience_ms END
                                                * interval '1 millisecond' END,
                    failures = failures + CASE WHEN $7 = 'FAILED' THEN 1 ELSE 0 END,
                    progress_done = coalesce($8, progress_done), progress_total = coalesce($9, progress_total),
                    crashes = 0, lease_until = NULL, worker = NULL
                FROM held WHERE t.id = held.id
                RETURNING t.id, t.attempt, t.type, t.state, t.route, t.priority, t.run_at, t.error
            ), noted AS (
                INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
                SELECT id, attempt, CASE WHEN cancelled THEN 'CANCELLED' ELSE $7 END, why, worker, started_at
                FROM held WHERE cancelled OR $7 IS NOT NULL
            )
            SELECT * FROM done
            """;

    static final String BEAT = """
            UPDATE task t
            SET lease_until = now() + $5 * interval '1 millisecond',
                progress_done = coalesce(b.done, t.progress_done), progress_total = coalesce(b.total, t.progress_total)
            FROM unnest($1::uuid[], $2::int4[], $3::int8[], $4::int8[]) AS b(id, attempt, done, total)
            WHERE t.id = b.id AND t.attempt = b.attempt AND t.state = 'RUNNING'
            RETURNING t.id
            """;

    static final String CANCELLED =
            "SELECT id FROM task WHERE id = ANY($1::uuid[]) AND cancel_requested_at IS NOT NULL";

    static final String SAVE_STEP = """
            WITH held AS (
                UPDATE task SET crashes = 0 WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' RETURNING id, attempt
            ), saved AS (
                INSERT INTO task_step (task_id, name, result, attempt)
                SELECT id, $3, $4, attempt FROM held
                ON CONFLICT (task_id, name) DO NOTHING
            )
            SELECT id FROM held
            """;

    static final String STEPS = "SELECT name, result FROM task_step WHERE task_id = $1";

    static final String CANCEL = """
            UPDATE task
            SET state = CASE state WHEN 'QUEUED' THEN 'CANCELLED' ELSE state END,
                cancel_requested_at = now(), error = $2, ring_at = NULL,
                ended_at = CASE state WHEN 'QUEUED' THEN now() END
            WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') AND cancel_requested_at IS NULL
            RETURNING id, attempt, type, state, route, priority, run_at, error
            """;

    static final String REVIVE = """
            UPDATE task
            SET state = 'QUEUED', failures = 0, crashes = 0, error = NULL, ended_at = NULL, cancel_requested_at = NULL,
                run_at = now(), ring_at = now() + patience_ms * interval '1 millisecond'
            WHERE id = $1 AND state = 'DEAD'
            RETURNING id, type, route, priority, attempt, run_at
            """;

    static final String TAKE_DUE = """
            UPDATE task
            SET ring_at = now() + patience_ms * interval '1 millisecond'
            WHERE id IN (SELECT id FROM task
                         WHERE state = 'QUEUED' AND ring_at <= now() AND run_at <= now() AND type = ANY($2::text[])
                         ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING id, type, route, priority, attempt, run_at
            """;

    static final String RESCUE = """
            WITH lapsed AS (
                SELECT id, attempt, worker, started_at, cancel_requested_at IS NOT NULL AS cancelled,
                       crashes + 1 >= $2 AS given_up,
                       'the process ' || worker || ' stopped answering during attempt ' || attempt
                           || CASE WHEN crashes + 1 >= $2 THEN '; given up after ' || crashes + 1 || ' crashes' ELSE '' END
                           AS why
                FROM task WHERE state = 'RUNNING' AND lease_until < now()
                ORDER BY lease_until LIMIT $1 FOR UPDATE SKIP LOCKED
            ), moved AS (
                UPDATE task t
                SET state = CASE WHEN cancelled THEN 'CANCELLED' WHEN given_up THEN 'DEAD' ELSE 'QUEUED' END,
                    error = CASE WHEN cancelled THEN t.error ELSE why END,
                    ended_at = CASE WHEN cancelled OR given_up THEN now() END,
                    run_at = CASE WHEN cancelled OR given_up THEN run_at ELSE now() END,
                    ring_at = CASE WHEN cancelled OR given_up THEN NULL
                                   ELSE now() + patience_ms * interval '1 millisecond' END,
                    crashes = crashes + 1, lease_until = NULL, worker = NULL
                FROM lapsed WHERE t.id = lapsed.id
                RETURNING t.id, t.attempt, t.type, t.state, t.route, t.priority, t.run_at, why AS error
            ), noted AS (
                INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
                SELECT id, attempt, 'CRASHED', why, worker, started_at FROM lapsed
            )
            SELECT * FROM moved
            """;
}
