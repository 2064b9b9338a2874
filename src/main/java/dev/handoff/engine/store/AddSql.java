package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;

/** The statements that store new tasks. */
final class AddSql {

    private AddSql() {}

    private static final String NEW_ROWS = """
        new AS (
            SELECT *, CASE WHEN type""" + TypePauses.GOES_ON + """
                           THEN hold END AS worker
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int4[], $6::int4[],
                    $7::timestamptz[], $8::text[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::int8[]%s)
                WITH ORDINALITY AS n(id, type, input, route, patience_ms, priority, run_at, dedupe_key, parent_id,
                    traceparent, error, hold, lease_ms%s, place)
        )
        """;

    /** @param types of further columns, and their names; each begins with a comma */
    static String newRows(String types, String names) {
        return NEW_ROWS.formatted(types, names);
    }

    // A task with a worker is claimed from the start unless its type is paused, one with an error is dead from the
    // start. ring_at of any other that is due now lies its patience ahead: the submitter is about to ring for it. So it
    // does for later ones whose doorbell Cloud Tasks keeps until then. Sorted by key, so that statements with the same
    // keys wait for each other in one order only.
    private static final String INSERT_NEW = """
        INSERT INTO task (%1$sid, type, input, route, patience_ms, priority, dedupe_key, parent_id, traceparent, error,
                          worker, state, attempt, run_at, ring_at, started_at, lease_until, ended_at)
        SELECT %1$sid, type, input, route, patience_ms, priority, dedupe_key, parent_id, traceparent, error, worker,
               CASE WHEN error IS NOT NULL THEN 'DEAD' WHEN worker IS NOT NULL THEN 'RUNNING' ELSE 'QUEUED' END,
               (worker IS NOT NULL)::int,
               coalesce(run_at, now()),
               CASE WHEN coalesce(error, worker) IS NULL
                    THEN greatest(run_at, now()) + interval '1 ms'
                        * CASE WHEN run_at > now() AND route <> 'cloud-tasks' THEN 0 ELSE patience_ms END END,
               CASE WHEN worker IS NOT NULL THEN now() END,
               CASE WHEN worker IS NOT NULL THEN now() + lease_ms * interval '1 ms' END,
               CASE WHEN error IS NOT NULL THEN now() END
        FROM new%2$s ORDER BY dedupe_key, place
        """;

    /**
     * @param columns that are stored besides; each ends in a comma
     * @param where which new rows are stored
     */
    static String insertNew(String columns, String where) {
        return INSERT_NEW.formatted(columns, where);
    }

    /** For tasks about which PostgreSQL has nothing to tell but which types are paused: in half the time. */
    static final String ADD_NEW = Statements.compact(
            "WITH " + newRows("", "") + ", stored AS (" + insertNew("", "") + ") SELECT type FROM paused_type");

    /** What new rows are stored: those of whose request no other with the same key was there before, by its first task. */
    static String unlessOfAnotherRequest() {
        return "NOT EXISTS (SELECT FROM task f WHERE f.dedupe_key = first_key AND f.request <> new.request)";
    }

    /** The earlier tasks of rows that were not stored: the one with its key, else the first one of another request. */
    static String earlier() {
        return """
            FROM new n JOIN task t
                ON t.dedupe_key = coalesce((SELECT dedupe_key FROM task WHERE dedupe_key = n.dedupe_key), n.first_key)
                    AND (t.dedupe_key = n.dedupe_key OR t.request <> n.request)
            """;
    }

    private static final String ADDED = """
            ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
            RETURNING id, attempt, state, run_at - now() AS delay
        )%s
        SELECT n.place, s.id, NULL AS type, NULL AS input, NULL AS route, 0 AS priority, s.attempt, s.state, s.delay,
               false AS earlier, false AS other
        FROM stored s JOIN new n ON n.id = s.id
        UNION ALL
        SELECT n.place, t.id, t.type, t.input, t.route, t.priority, t.attempt, t.state, t.run_at - now(), true,
               coalesce(t.request <> n.request, false)
        """;

    // A request whose key belongs to another one is refused as a whole. Tasks that the other one doesn't have are
    // answered with its first one.
    static final String ADD = add("", "", "");

    /**
     * @param types of further columns, from $16 on, and their names; each begins with a comma
     * @param also what is done besides with new and stored rows, after a comma
     */
    static String add(String types, String names, String also) {
        return Statements.compact("WITH "
                + newRows(", $14::text[], $15::text[]" + types, ", first_key, request" + names)
                + ", stored AS ("
                + insertNew("request, ", " WHERE " + unlessOfAnotherRequest())
                + ADDED.formatted(also)
                + earlier()
                + "WHERE n.id NOT IN (SELECT id FROM stored)");
    }

    /** New tasks that have not begun, and are claimed only if they were when they were stored. */
    static final String TAKE_BACK = """
        DELETE FROM task
        WHERE id = ANY($1::uuid[])
            AND (ring_at IS NOT NULL AND attempt = 0 OR lease_until IS NOT NULL AND attempt = 1)
        """;
}
