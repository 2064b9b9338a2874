package dev.handoff.engine.store;

/** The statements of {@link TaskRelatives}. */
final class RelativeSql {

    private RelativeSql() {}

    /** The task itself is the last. */
    static final String LINE = """
        WITH RECURSIVE line AS (
            SELECT id, parent_id, type, state, created_at, 0 AS height FROM task WHERE id = $1
            UNION ALL
            SELECT t.id, t.parent_id, t.type, t.state, t.created_at, l.height + 1
            FROM line l JOIN task t ON t.id = l.parent_id WHERE l.height < 20
        )
        SELECT id, type, state, created_at, true AS is_parent FROM line ORDER BY height DESC
        """;

    static final String FOLLOW_UPS = """
        SELECT id, type, state, created_at, EXISTS (SELECT FROM task c WHERE c.parent_id = t.id) AS is_parent
        FROM task t WHERE parent_id = $1 ORDER BY id LIMIT $2
        """;
}
