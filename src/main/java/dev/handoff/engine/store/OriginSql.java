package dev.handoff.engine.store;

/** The statements about tasks that send others again, which people do: too long to be prepared, and too rare to need it. */
final class OriginSql {

    private OriginSql() {}

    /** {@link AddSql#ADD} for tasks of which some have an origin, which is stored with them or not at all. */
    static final String ADD = AddSql.add(", $16::uuid[]", ", origin_id", """
        , again AS (
            INSERT INTO task_origin (task_id, origin_id)
            SELECT n.id, n.origin_id FROM new n JOIN stored s ON s.id = n.id WHERE n.origin_id IS NOT NULL
        )
        """);

    static final String FIND = """
        SELECT (SELECT origin_id FROM task_origin WHERE task_id = $1) AS origin,
               ARRAY(SELECT task_id FROM task_origin WHERE origin_id = $1 ORDER BY task_id LIMIT $2) AS again,
               (SELECT traceparent FROM task WHERE id = $1) AS traceparent
        """;
}
