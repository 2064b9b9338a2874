package dev.handoff.engine.store;

import dev.handoff.kit.audit.AuditSql;

/** The statements of {@link PostgresPruning}. */
final class PruningSql {

    private PruningSql() {}

    // Neither the task that has submitted it nor its group will look for it again.
    private static final String FORGOTTEN = """
        AND NOT EXISTS (SELECT FROM task p
                    WHERE p.id = t.parent_id AND p.state NOT IN ('SUCCEEDED', 'CANCELLED'))
            AND coalesce((SELECT g.ended_at IS NOT NULL AND coalesce(
                              (SELECT c.state IN ('SUCCEEDED', 'CANCELLED') FROM task c
                               WHERE c.id = g.completion_task), true)
                          FROM task_group g WHERE g.id = t.group_id), true)
        """;

    // What came of an event may go while the event is kept, but not before the event is done with.
    private static final String DONE_WITH = """
        AND NOT EXISTS (SELECT FROM event e
                        WHERE e.id = CASE WHEN t.dedupe_key LIKE 'event:%'
                                          THEN substr(t.dedupe_key, 7, 36)::uuid END
                            AND e.published_at IS NULL AND e.dead_at IS NULL)
        """ + FORGOTTEN;

    static final String TASK = AuditSql.noted(
            "DELETE FROM task t WHERE id = $1 AND ended_at IS NOT NULL " + DONE_WITH + " RETURNING id", 2);

    static final String CHOSEN =
            "DELETE FROM task t WHERE id = ANY($1::uuid[]) AND ended_at < $2 " + DONE_WITH + " RETURNING id";

    // One pruner at a time is enough, and as many as there are instances would be a burden; the number of the lock is
    // arbitrary. The conditions are DELETE's own, because PostgreSQL checks those again if the row has changed
    // meanwhile.
    static final String TASKS = """
        WITH turn AS MATERIALIZED (
            SELECT pg_try_advisory_xact_lock(4163240705) AS ours
        ), seen AS MATERIALIZED (
            SELECT id FROM task WHERE (SELECT ours FROM turn) AND id > $1 AND id < $2 ORDER BY id LIMIT $3
        ), pruned AS (
            DELETE FROM task t
            WHERE id = ANY(ARRAY(SELECT id FROM seen))
                AND ended_at < now() - interval '1 millisecond'
                    * CASE state WHEN 'SUCCEEDED' THEN $4::int8 WHEN 'CANCELLED' THEN $5 WHEN 'DEAD' THEN $6 END
                AND NOT EXISTS (SELECT FROM event e
                                WHERE e.id = CASE WHEN t.dedupe_key LIKE 'event:%'
                                                  THEN substr(t.dedupe_key, 7, 36)::uuid END)
        """ + FORGOTTEN + """
            RETURNING id
        )
        SELECT (SELECT count(*) FROM pruned) AS pruned, (SELECT count(*) FROM seen) AS seen,
               (SELECT id FROM seen ORDER BY id DESC LIMIT 1) AS last
        """;

    private static final String SEEN_GROUPS = """
        WITH turn AS MATERIALIZED (
            SELECT pg_try_advisory_xact_lock(4163240705) AS ours
        ), seen AS MATERIALIZED (
            SELECT id FROM task_group WHERE (SELECT ours FROM turn) AND id > $1 AND id < $2 ORDER BY id LIMIT $3
        )
        """;

    // A dead task can be retried for as long as it is there, and would go on with its groups.
    static final String END_ABANDONED = SEEN_GROUPS + """
        , ended AS (
            UPDATE task_group g
            SET state = 'CANCELLED', ended_at = now(), stop_reason = 'its group was never sealed'
            WHERE id = ANY(ARRAY(SELECT id FROM seen)) AND state = 'OPEN'
                AND created_at < now() - $4 * interval '1 millisecond'
                AND NOT EXISTS (SELECT FROM task t
                                WHERE t.group_id = g.id
                                    AND (t.ended_at IS NULL OR t.ended_at > now() - $4 * interval '1 millisecond'))
                AND NOT EXISTS (SELECT FROM task p
                                WHERE p.id = g.parent_id AND p.state IN ('QUEUED', 'RUNNING', 'DEAD'))
            RETURNING id
        )
        SELECT (SELECT count(*) FROM ended) AS pruned, (SELECT count(*) FROM seen) AS seen,
               (SELECT id FROM seen ORDER BY id DESC LIMIT 1) AS last
        """;

    // A group goes after its completion task, which tells what its members were.
    private static String ripe(String age) {
        return """
            g.ended_at < now() - %s * interval '1 millisecond'
                AND NOT EXISTS (SELECT FROM task WHERE group_id = g.id)
                AND NOT EXISTS (SELECT FROM task WHERE id = g.completion_task)
                AND NOT EXISTS (SELECT FROM task p
                                WHERE p.id = g.parent_id AND p.state NOT IN ('SUCCEEDED', 'CANCELLED'))
            """.formatted(age);
    }

    static final String RIPE_GROUPS = SEEN_GROUPS + """
        , ripe AS (
            SELECT id, type FROM task_group g WHERE id = ANY(ARRAY(SELECT id FROM seen)) AND
        """ + ripe("$4") + """
        )
        SELECT ARRAY(SELECT id FROM ripe ORDER BY id) AS groups, ARRAY(SELECT type FROM ripe ORDER BY id) AS types,
               (SELECT count(*) FROM seen) AS seen, (SELECT id FROM seen ORDER BY id DESC LIMIT 1) AS last
        """;

    static final String GROUPS =
            "DELETE FROM task_group g WHERE id = ANY($1::uuid[]) AND " + ripe("$2") + " RETURNING id";

    static final String EVENTS = """
        WITH turn AS MATERIALIZED (
            SELECT pg_try_advisory_xact_lock(4163240705) AS ours
        ), seen AS MATERIALIZED (
            SELECT created_at, id FROM event
            WHERE (SELECT ours FROM turn) AND (created_at, id) > ($1, $2) AND created_at < $3
            ORDER BY created_at, id LIMIT $4
        ), pruned AS (
            DELETE FROM event
            WHERE id = ANY(ARRAY(SELECT id FROM seen))
                AND (published_at < now() - $5 * interval '1 millisecond'
                    OR dead_at < now() - $6 * interval '1 millisecond')
            RETURNING id
        ), last AS (
            SELECT created_at, id FROM seen ORDER BY created_at DESC, id DESC LIMIT 1
        )
        SELECT (SELECT count(*) FROM pruned) AS pruned, (SELECT count(*) FROM seen) AS seen,
               (SELECT created_at FROM last) AS created_at, (SELECT id FROM last) AS last
        """;
}
