package dev.handoff.domain.search;

import dev.handoff.kit.database.Statements;

/** The statements of {@link PostgresEmbeddingStore} that name no table of a kind. */
public final class EmbeddingSql {

    private EmbeddingSql() {}

    static final String RELEASE = """
            DELETE FROM embedding_claim
            WHERE provider = $2 AND model = $3 AND kind = $5 AND item_id = ANY($1::int8[]) AND task_id = $4
            """;

    /** Whether there is an index of this name. */
    static final String INDEX = "SELECT to_regclass($1) IS NOT NULL AS made";

    // $1 vector, $2 provider, $3 model, $4 kind, $5 how many. An item is as near as the nearest of its parts.
    private static final String NEAREST = """
            WITH near AS (
                %s
            ), best AS (
                SELECT DISTINCT ON (kind, item_id) * FROM near ORDER BY kind, item_id, score DESC
            )
            SELECT b.kind, b.item_id, b.score, coalesce(m.author, a.title) AS heading,
                   left(coalesce(c.content, m.content, a.content), 1000) AS text,
                   coalesce(m.created_at, a.created_at) AS created_at
            FROM best b
            LEFT JOIN message m ON b.kind = 'message' AND m.id = b.item_id AND m.revision = b.revision
            LEFT JOIN atom a ON b.kind = 'atom' AND a.id = b.item_id AND a.revision = b.revision
            LEFT JOIN chunk c ON c.kind = b.kind AND c.item_id = b.item_id AND c.number = b.part
                AND c.revision = b.revision
            WHERE coalesce(m.id, a.id) IS NOT NULL
            ORDER BY b.score DESC, b.kind, b.item_id LIMIT $5
            """;

    /** Compares all vectors. */
    public static final String NEAREST_OF_ALL = Statements.compact(NEAREST.formatted("""
            SELECT kind, item_id, part, revision,
                   (SELECT sum(x::float8 * y) FROM unnest(coordinates, $1::float4[]) AS both_sides(x, y)) AS score
            FROM embedding
            WHERE provider = $2 AND model = $3 AND dimensions = cardinality($1::float4[])
                AND ($4::text IS NULL OR kind = $4)
            """));

    /**
     * Asks the index for 200 parts, twice the most items that may be wanted, because several parts may belong to one item or
     * to an earlier revision. {@code hnsw.ef_search} has the same number. The limit is a constant: with a parameter, a kept
     * plan would expect a tenth of the table and avoid the index. For small tables PostgreSQL still compares all vectors.
     */
    public static String nearestByIndex(int dimensions) {
        return Statements.compact(NEAREST.formatted("""
                SELECT kind, item_id, part, revision,
                       -(coordinates::vector(%1$d) <#> $1::float4[]::vector(%1$d)) AS score
                FROM embedding
                WHERE provider = $2 AND model = $3 AND dimensions = %1$d AND ($4::text IS NULL OR kind = $4)
                ORDER BY coordinates::vector(%1$d) <#> $1::float4[]::vector(%1$d) LIMIT 200
                """.formatted(dimensions)));
    }
}
