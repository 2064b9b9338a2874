package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;

/**
 * The statements of {@link PostgresTaskStore}, each a whole change of state.
 *
 * <p>Those that go by id say {@code ring_at IS NOT NULL} for QUEUED and {@code lease_until IS NOT NULL} for RUNNING, which
 * the table's constraints make the same: told the state, the planner may take a partial index that it believes to be empty,
 * and walk over everything that waits. {@code id = ANY(ARRAY(SELECT … LIMIT $1))} keeps the primary key for the same reason,
 * whatever it expects of an unknown limit.
 */
final class TaskSql {

    private TaskSql() {}

    // What a claim hands out, from the database, which alone knows how long the task has waited.
    private static final String CLAIMED = """
        RETURNING t.id, t.type, t.input, t.route, t.priority, t.attempt, t.failures, t.traceparent,
                  t.group_id, (extract(epoch FROM now() - t.run_at) * 1000)::bigint AS waited, t.guilt IS NOT NULL AS suspect
        """;

    static final String CLAIM = """
        UPDATE task t
        SET state = 'RUNNING', attempt = t.attempt + 1, worker = w.worker, started_at = now(), ring_at = NULL,
            lease_until = now() + w.lease_ms * interval '1 millisecond', progress_done = NULL, progress_total = NULL
        FROM unnest($1::uuid[], $2::text[], $3::int8[], $4::bool[]) AS w(id, worker, lease_ms, suspects)
        WHERE t.id = w.id AND t.ring_at IS NOT NULL AND t.run_at <= now() AND (t.guilt IS NULL OR w.suspects)
            AND t.type""" + TypePauses.GOES_ON + "\n" + CLAIMED;

    // $1 types, $2 how many of each at most, $3 how many in all at most. line walks over the waiting priorities of a
    // type,
    // from the highest down: a loose index scan, https://wiki.postgresql.org/wiki/Loose_indexscan. Its lines are read
    // one
    // by one, so nothing beyond the room of a type is read or locked. Of equal priorities, each type's first task goes
    // before any second one.
    static final String TAKE = Statements.compact("""
        WITH first AS (
            SELECT c.*, row_number() OVER (PARTITION BY w.type ORDER BY c.priority DESC, c.run_at) AS place
            FROM unnest($1::text[], $2::int4[]) AS w(type, room) CROSS JOIN LATERAL (
                WITH RECURSIVE line AS (
                    (SELECT priority FROM task WHERE state = 'QUEUED' AND route = 'local' AND type = w.type
                     ORDER BY priority DESC LIMIT 1)
                    UNION ALL
                    SELECT (SELECT t.priority FROM task t
                            WHERE state = 'QUEUED' AND route = 'local' AND type = w.type AND t.priority < l.priority
                            ORDER BY t.priority DESC LIMIT 1)
                    FROM line l WHERE l.priority IS NOT NULL
                )
                SELECT t.* FROM line l CROSS JOIN LATERAL (
                    SELECT id, priority, run_at FROM task
                    WHERE state = 'QUEUED' AND route = 'local' AND type = w.type AND priority = l.priority
                        AND run_at <= now() AND guilt IS NULL
                    ORDER BY run_at LIMIT w.room FOR UPDATE SKIP LOCKED) t
                LIMIT w.room) c
            WHERE w.type""" + TypePauses.GOES_ON + """
        )
        UPDATE task t
        SET state = 'RUNNING', attempt = t.attempt + 1, worker = $4, started_at = now(), ring_at = NULL,
            lease_until = now() + $5 * interval '1 millisecond', progress_done = NULL, progress_total = NULL
        WHERE id = ANY(ARRAY(SELECT id FROM first ORDER BY priority DESC, place, run_at LIMIT $3))
        """ + CLAIMED);

    // The least suspicious first: if they succeed, one task less is lost with the next crash. Instances that share a
    // broker take in the same types, and needn't wait for its doorbells.
    static final String TAKE_SUSPECT = """
        UPDATE task t
        SET state = 'RUNNING', attempt = t.attempt + 1, worker = $2, started_at = now(), ring_at = NULL,
            lease_until = now() + $3 * interval '1 millisecond', progress_done = NULL, progress_total = NULL
        WHERE id = (
            SELECT id FROM task
            WHERE state = 'QUEUED' AND guilt IS NOT NULL AND route IN ('local', 'rabbitmq', 'nats')
                AND type = ANY($1::text[]) AND run_at <= now() AND type""" + TypePauses.GOES_ON + """
            ORDER BY guilt, run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        """ + CLAIMED;

    // delay_ms until the next attempt, note to be kept of this one, done and total the last progress; $10 and on
    // the events of each success, which are true only if it is. A released task is rung by the next sweep
    // anywhere, since the instance that held it is going away. Cloud Tasks is given the doorbell at once, whenever it
    // is
    // due. worker stays, to tell who had the last attempt.
    static final String FINISH = Statements.compact("""
        WITH ended AS (
            UPDATE task t
            SET state = CASE WHEN t.cancel_requested_at IS NULL THEN w.state ELSE 'CANCELLED' END,
                result = CASE WHEN t.cancel_requested_at IS NULL THEN w.result END,
                error = CASE WHEN t.cancel_requested_at IS NULL THEN w.error ELSE t.error END,
                ended_at = CASE WHEN t.cancel_requested_at IS NOT NULL OR w.state <> 'QUEUED' THEN now() END,
                run_at = CASE WHEN w.state = 'QUEUED' THEN now() + w.delay_ms * interval '1 ms' ELSE t.run_at END,
                ring_at = CASE WHEN t.cancel_requested_at IS NULL AND w.state = 'QUEUED'
                               THEN now() + (w.delay_ms + CASE
                                   WHEN t.route <> 'cloud-tasks' AND (w.delay_ms > 0 OR w.note = 'RELEASED') THEN 0
                                   ELSE t.patience_ms END) * interval '1 ms' END,
                failures = t.failures + CASE WHEN w.note = 'FAILED' THEN 1 ELSE 0 END,
                progress_done = coalesce(w.done, t.progress_done),
                progress_total = coalesce(w.total, t.progress_total),
                crashes = 0, guilt = NULL, lease_until = NULL
            FROM unnest($1::uuid[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::text[],
                        $8::int8[], $9::int8[]) AS w(id, attempt, state, result, error, delay_ms, note, done, total)
            WHERE t.id = w.id AND t.attempt = w.attempt AND t.lease_until IS NOT NULL
            RETURNING t.id, t.attempt, t.type, t.state, t.route, t.priority, t.error, t.run_at - now() AS delay,
                      t.group_id, t.worker, t.started_at, w.note
        ), noted AS (
            INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
            SELECT id, attempt, CASE WHEN state = 'CANCELLED' THEN 'CANCELLED' ELSE note END, error, worker, started_at
            FROM ended WHERE state = 'CANCELLED' OR note IS NOT NULL
        ), published AS (
            INSERT INTO event (id, topic, version, data, source, traceparent)
            SELECT e.id, e.topic, e.version, e.data, e.source, e.traceparent
            FROM unnest($10::uuid[], $11::text[], $12::int4[], $13::text[], $14::text[], $15::text[], $16::uuid[])
                AS e(id, topic, version, data, source, traceparent, task)
            JOIN ended ON ended.id = e.task WHERE ended.state = 'SUCCEEDED'
        )
        SELECT id, attempt, type, state, route, priority, error, delay, group_id FROM ended
        """);

    static final String BEAT = """
        UPDATE task t
        SET lease_until = now() + $5 * interval '1 millisecond',
            progress_done = coalesce(b.done, t.progress_done), progress_total = coalesce(b.total, t.progress_total)
        FROM unnest($1::uuid[], $2::int4[], $3::int8[], $4::int8[]) AS b(id, attempt, done, total)
        WHERE t.id = b.id AND t.attempt = b.attempt AND t.lease_until IS NOT NULL
        RETURNING t.id
        """;

    static final String CANCELLED =
            "SELECT id FROM task WHERE id = ANY($1::uuid[]) AND cancel_requested_at IS NOT NULL";

    static final String SAVE_STEP = """
        WITH held AS (
            UPDATE task SET crashes = 0, guilt = NULL WHERE id = $1 AND attempt = $2 AND lease_until IS NOT NULL RETURNING id, attempt
        ), saved AS (
            INSERT INTO task_step (task_id, name, result, attempt, model, input_tokens, output_tokens, cost)
            SELECT id, $3, $4, attempt, $5, $6, $7, $8 FROM held
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
        RETURNING id, attempt, type, state, route, priority, run_at - now() AS delay, error, group_id
        """;

    static final String REVIVE = """
        UPDATE task
        SET state = 'QUEUED', failures = 0, crashes = 0, guilt = NULL, error = NULL, ended_at = NULL, cancel_requested_at = NULL,
            run_at = now(), ring_at = now() + patience_ms * interval '1 millisecond'
        WHERE id = $1 AND state = 'DEAD'
        RETURNING id, type, route, priority, attempt, state, error, group_id, run_at - now() AS delay
        """;

    // What is paused is put off, so that no sweep has to walk over it again and again. The resume brings it forward.
    // Cloud Tasks is asked for each whether it has the doorbell still, less and less often: at last every fifth
    // patience.
    static final String TAKE_DUE = Statements.compact("""
        WITH parked AS (
            UPDATE task
            SET ring_at = now() + interval '1 hour'
            WHERE id = ANY(ARRAY(
                SELECT t.id FROM paused_type p CROSS JOIN LATERAL (
                    SELECT id FROM task
                    WHERE state = 'QUEUED' AND route <> 'local' AND ring_at <= now() AND run_at <= now()
                        AND type = p.type
                    ORDER BY ring_at LIMIT 5000 FOR UPDATE SKIP LOCKED) t))
        )
        UPDATE task
        SET ring_at = now() + least(greatest(now() - run_at, patience_ms * interval '1 millisecond'),
            CASE route WHEN 'cloud-tasks' THEN 5 ELSE 1 END * patience_ms * interval '1 millisecond')
        WHERE id = ANY(ARRAY(
            SELECT id FROM task
            WHERE state = 'QUEUED' AND route <> 'local' AND ring_at <= now() AND run_at <= now()
                AND type = ANY($2::text[]) AND type""" + TypePauses.GOES_ON + """
            ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED))
        RETURNING id, type, route, priority, attempt, run_at - now() AS delay
        """);

    static final String HASTEN = """
        UPDATE task SET ring_at = greatest(run_at, now() + $2 * interval '1 millisecond')
        WHERE id = ANY($1::uuid[]) AND ring_at > greatest(run_at, now() + $2 * interval '1 millisecond')
        """;
}
