package dev.handoff.domain.podcast.template;

/** The statements of {@link PostgresTemplateStore}. A version is drawn while the row is locked, so that it grows. */
public final class TemplateSql {

    private TemplateSql() {}

    static final String FIND = "SELECT * FROM template WHERE id = $1";

    static final String LIST =
            "SELECT id, name, version, created_at, updated_at FROM template WHERE id > $1 ORDER BY id LIMIT $2";

    static final String ADD = """
            INSERT INTO template (id, name, body, version) VALUES ($1, $2, $3, nextval('template_version'))
            ON CONFLICT (id) DO NOTHING
            RETURNING *
            """;

    // A row that was inserted has no xmax yet; one that was there has been locked by this transaction.
    static final String PUT = """
            INSERT INTO template (id, name, body, version) VALUES ($1, $2, $3, nextval('template_version'))
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, body = excluded.body, version = nextval('template_version'),
                updated_at = greatest(now(), template.created_at)
            RETURNING *, xmax = 0 AS created
            """;

    static final String REPLACE = """
            UPDATE template
            SET name = $2, body = $3, version = nextval('template_version'), updated_at = greatest(now(), created_at)
            WHERE id = $1 AND ($4::int8[] IS NULL OR version = ANY($4))
            RETURNING *
            """;

    static final String DELETE = """
            DELETE FROM template WHERE id = $1 AND ($2::int8[] IS NULL OR version = ANY($2)) RETURNING id
            """;
}
