package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;

/**
 * The statements of {@link GroupStore}.
 *
 * <p>Members are looked for by {@code group_id} and a range of states, which no partial index of task promises: told that a
 * task is DEAD, the planner may take the index of all dead ones, believing it to be empty.
 */
final class GroupSql {

    private GroupSql() {}

    private static final String UNFINISHED =
            "SELECT FROM task WHERE group_id = g.id AND state IN ('QUEUED', 'RUNNING')";

    private static final String DEAD = "SELECT FROM task WHERE group_id = g.id AND state BETWEEN 'DEAD' AND 'DEAD'";

    private static final String FAILS = "g.on_failure = 'FAIL' AND EXISTS (" + DEAD + ")";

    // $15 the groups, $16 the number of the submission, which is refused as a whole if a group takes no more members.
    // Members that are there already are found in any group, since an interrupted submitter submits all of them again.
    // The lock on an open group has its seal wait, so that no member is stored after it.
    static final String ADD_MEMBERS = Statements.compact("WITH "
            + AddSql.newRows(", $14::text[], $15::uuid[], $16::int4[]", ", request, group_id, part") + """
            , open AS (
                SELECT id FROM task_group WHERE id = ANY($15) AND state = 'OPEN' ORDER BY id FOR SHARE
            ), earlier AS (
                SELECT n.place, t.*, true AS earlier, t.request <> n.request IS TRUE AS other
                FROM new n JOIN task t USING (dedupe_key)
            ), shut AS (
                SELECT * FROM new
                WHERE group_id NOT IN (TABLE open) AND place NOT IN (SELECT place FROM earlier)
            ), stored AS (
            """
            + AddSql.insertNew("group_id, request, ", " WHERE part NOT IN (SELECT part FROM shut)") + """
                ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING RETURNING *
            )
            SELECT place, id, type, input, route, priority, attempt, state, run_at - now() AS delay, group_id, earlier, other
            FROM (TABLE earlier UNION ALL SELECT n.place, s.*, false, false FROM stored s JOIN new n USING (id)) t
            UNION ALL
            SELECT place, NULL, type, NULL, NULL, 0, 0, NULL, NULL, group_id, false, false FROM shut
            """);

    /** The first task of another request with the same key, none of whose tasks is to be stored. */
    static final String OTHER_REQUEST = """
        SELECT id, type, input, route, priority, attempt, state, run_at - now() AS delay, group_id, true AS earlier,
               true AS other
        FROM task WHERE dedupe_key = $1 AND request <> $2
        """;

    static final String ADD = """
        WITH stored AS (
            INSERT INTO task_group (id, on_failure, completion_task, type, input, route, patience_ms, priority,
                                    dedupe_key, parent_id, traceparent)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
            RETURNING id, state, on_failure, completion_task, type, priority, input
        )
        SELECT *, false AS earlier FROM stored
        UNION ALL
        SELECT id, state, on_failure, completion_task, type, priority, input, true FROM task_group
        WHERE dedupe_key = $9 AND id <> $1
        """;

    static final String SEAL = """
        UPDATE task_group SET state = 'SEALED', expected = $2, sealed_at = now()
        WHERE id = $1 AND state = 'OPEN' AND (SELECT count(*) FROM task WHERE group_id = $1) = $2
        RETURNING id
        """;

    // A row that is SEALED in the statement's snapshot was sealed before it, so the snapshot has all its members.
    static final String SETTLE = """
        WITH settled AS (
            UPDATE task_group g
            SET state = CASE WHEN %1$s THEN 'FAILED' ELSE 'COMPLETED' END, ended_at = now(),
                stop_reason = CASE WHEN %1$s THEN 'another member of its group was buried' END
            WHERE g.id = ANY($1::uuid[]) AND g.state = 'SEALED' AND (%1$s OR NOT EXISTS (%2$s))
            RETURNING *
        ), completion AS (
            INSERT INTO task (id, type, input, route, patience_ms, priority, parent_id, traceparent, run_at, ring_at)
            SELECT completion_task, type, input, route, patience_ms, priority, parent_id, traceparent, now(),
                   now() + patience_ms * interval '1 millisecond'
            FROM settled WHERE state = 'COMPLETED'
        )
        SELECT id, state, completion_task, type, route, priority, now() - created_at AS took FROM settled
        """.formatted(FAILS, UNFINISHED);

    static final String CANCEL = """
        UPDATE task_group SET state = 'CANCELLED', ended_at = now(), stop_reason = $2
        WHERE id = $1 AND state IN ('OPEN', 'SEALED')
        RETURNING id
        """;

    // Goes down from the groups of a task, or from a group. Members and completions may have made groups too.
    private static final String BELOW = """
        WITH RECURSIVE below AS (
            %s
            UNION
            SELECT g.* FROM below b CROSS JOIN LATERAL (
                SELECT b.completion_task AS id UNION ALL SELECT id FROM task WHERE group_id = b.id) t
            CROSS JOIN LATERAL (SELECT * FROM task_group WHERE parent_id = t.id OFFSET 0) g
        )
        SELECT id, completion_task FROM below b
        WHERE state IN ('OPEN', 'SEALED')
            OR (SELECT c.state FROM task c WHERE c.id = b.completion_task) IN ('QUEUED', 'RUNNING')
        ORDER BY created_at
        """;

    static final String BELOW_TASK = BELOW.formatted("SELECT * FROM task_group WHERE parent_id = $1");

    static final String BELOW_GROUP = BELOW.formatted("SELECT * FROM task_group WHERE id = $1");

    // The statement that finds no member left to stop clears the reason.
    static final String STOP = """
        WITH g AS (
            SELECT id, stop_reason FROM task_group WHERE id = $1 AND stop_reason IS NOT NULL
        ), stopped AS (
            UPDATE task t
            SET state = CASE t.state WHEN 'QUEUED' THEN 'CANCELLED' ELSE t.state END,
                cancel_requested_at = now(), error = g.stop_reason, ring_at = NULL,
                ended_at = CASE t.state WHEN 'QUEUED' THEN now() END
            FROM g
            WHERE t.id = ANY(ARRAY(
                SELECT id FROM task
                WHERE group_id = $1 AND state IN ('QUEUED', 'RUNNING') AND cancel_requested_at IS NULL
                ORDER BY id LIMIT $2 FOR UPDATE))
            RETURNING t.id, t.attempt, t.type, t.state, t.route, t.priority, t.run_at - now() AS delay, t.error,
                      t.group_id
        ), done AS (
            UPDATE task_group SET stop_reason = NULL WHERE id = (SELECT id FROM g) AND NOT EXISTS (SELECT FROM stopped)
        )
        SELECT * FROM stopped
        """;

    static final String NEGLECTED = """
        SELECT g.id FROM task_group g
        WHERE (g.state = 'SEALED' OR g.stop_reason IS NOT NULL)
            AND (g.stop_reason IS NOT NULL OR %s OR NOT EXISTS (%s))
        LIMIT $1
        """.formatted(FAILS, UNFINISHED);

    private static final String COUNTED = """
        SELECT g.id, g.state, g.on_failure, g.expected, g.completion_task, g.type, g.created_at, g.sealed_at, g.ended_at,
               m.*
        FROM task_group g CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE state = 'QUEUED') AS queued,
                   count(*) FILTER (WHERE state = 'RUNNING') AS running,
                   count(*) FILTER (WHERE state = 'SUCCEEDED') AS succeeded,
                   count(*) FILTER (WHERE state = 'DEAD') AS dead,
                   count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled
            FROM task WHERE group_id = g.id) m
        """;

    static final String FIND = COUNTED + "WHERE g.id = $1";

    static final String FIND_ALL = COUNTED + "WHERE g.id = ANY($1::uuid[])";

    static final String LIST = COUNTED + """
        WHERE g.id < $1 AND ($2::text IS NULL OR g.state = $2)
        ORDER BY g.id DESC LIMIT $3
        """;

    static final String COMPLETED_BY = "SELECT id FROM task_group WHERE completion_task = $1";

    static final String MEMBERS = """
        SELECT id, type, state, result, error FROM task
        WHERE group_id = (SELECT id FROM task_group WHERE completion_task = $1) AND id > $2
        ORDER BY id LIMIT $3
        """;
}
