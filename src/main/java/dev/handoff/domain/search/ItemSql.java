package dev.handoff.domain.search;

import dev.handoff.kit.database.Statements;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements of {@link ItemStore} and {@link PostgresEmbeddingStore} that name the table of a kind. Rows of an earlier
 * revision stay until later ones replace them; nothing reads them.
 */
public record ItemSql(String put, String texts, String cut, String claim, String textsFor, String save) {

    // A row with the same text keeps its revision, and with it its chunks and vectors.
    private static final String PUT = """
            INSERT INTO {item} AS i (id, {heading}, content, created_at)
            SELECT id, heading, content, coalesce(created_at, now())
            FROM unnest($1::int8[], $2::text[], $3::text[], $4::timestamptz[]) AS n(id, heading, content, created_at)
            ORDER BY id
            ON CONFLICT (id) DO UPDATE
            SET {heading} = excluded.{heading}, content = excluded.content,
                revision = CASE WHEN {new} IS DISTINCT FROM {text} THEN nextval('item_revision') ELSE i.revision END
            WHERE (i.{heading}, i.content) IS DISTINCT FROM (excluded.{heading}, excluded.content)
            RETURNING id
            """;

    private static final String TEXTS = """
            SELECT i.id, {text} AS text, i.revision,
                   ARRAY(SELECT c.content FROM chunk c
                         WHERE c.kind = '{item}' AND c.item_id = i.id AND c.revision = i.revision
                         ORDER BY c.number) AS chunks,
                   {embedded_by} AS embedded_by
            FROM {item} i WHERE i.id = ANY($1::int8[])
            """;

    private static final String EMBEDDED_BY = """
            (SELECT e.task_id FROM embedding e
             WHERE e.provider = $2 AND e.model = $3 AND e.kind = '{item}' AND e.item_id = i.id AND e.revision = i.revision
             LIMIT 1)
            """;

    // $1 id, $2 revision, $3 chunks
    private static final String CUT = """
            WITH cut AS (
                UPDATE {item} SET revision = nextval('item_revision') WHERE id = $1 AND revision = $2 RETURNING revision
            ), surplus AS (
                DELETE FROM chunk USING cut
                WHERE kind = '{item}' AND item_id = $1 AND number > cardinality($3::text[])
            ), stored AS (
                INSERT INTO chunk (kind, item_id, number, revision, content)
                SELECT '{item}', $1, c.number, cut.revision, c.content
                FROM cut, unnest($3::text[]) WITH ORDINALITY AS c(content, number)
                ON CONFLICT (kind, item_id, number) DO UPDATE
                SET revision = excluded.revision, content = excluded.content
            )
            SELECT revision FROM cut
            """;

    // $1 ids, $2 provider, $3 model, $4 task, $5 lease
    private static final String CLAIM = """
            INSERT INTO embedding_claim AS c (provider, model, kind, item_id, task_id, until)
            SELECT $2, $3, '{item}', i.id, $4, now() + $5::int8 * interval '1 millisecond'
            FROM {item} i
            WHERE i.id = ANY($1::int8[]) AND {embedded_by} IS NULL
            ORDER BY i.id
            ON CONFLICT (provider, model, kind, item_id) DO UPDATE
            SET task_id = excluded.task_id, until = excluded.until
            WHERE c.until < now() OR c.task_id = excluded.task_id
            RETURNING item_id
            """;

    // $1 id, $2 provider, $3 model, $4 task, $5 revision, $6 first part, $7 dimensions, $8 all coordinates.
    // A concurrent change of the text waits for this statement.
    private static final String SAVE = """
            WITH item AS (
                SELECT id FROM {item} WHERE id = $1 AND revision = $5 FOR SHARE
            ), free AS (
                DELETE FROM embedding_claim USING item
                WHERE provider = $2 AND model = $3 AND kind = '{item}' AND item_id = $1 AND task_id = $4
            ), made AS (
                SELECT n + $6::int4 AS part, ($8::float4[])[n * $7::int4 + 1 : (n + 1) * $7::int4] AS coordinates
                FROM generate_series(0, cardinality($8::float4[]) / $7::int4 - 1) AS n
            ), surplus AS (
                DELETE FROM embedding USING item
                WHERE provider = $2 AND model = $3 AND kind = '{item}' AND item_id = $1
                    AND part NOT IN (SELECT part FROM made)
            ), stored AS (
                INSERT INTO embedding (kind, item_id, provider, model, part, revision, dimensions, coordinates, task_id)
                SELECT '{item}', $1, $2, $3, made.part, $5, $7, made.coordinates, $4 FROM item, made
                ON CONFLICT (provider, model, kind, item_id, part) DO UPDATE
                SET revision = excluded.revision, dimensions = excluded.dimensions, coordinates = excluded.coordinates,
                    task_id = excluded.task_id, created_at = now()
            )
            SELECT id FROM item
            """;

    private static final Map<ItemKind, ItemSql> OF =
            Arrays.stream(ItemKind.values()).collect(Collectors.toMap(Function.identity(), ItemSql::made));

    public static ItemSql of(ItemKind kind) {
        return OF.get(kind);
    }

    private static ItemSql made(ItemKind kind) {
        return new ItemSql(
                fill(PUT, kind),
                fill(TEXTS.replace("{embedded_by}", "NULL::uuid"), kind),
                fill(CUT, kind),
                fill(CLAIM, kind),
                fill(TEXTS, kind),
                fill(SAVE, kind));
    }

    private static String fill(String statement, ItemKind kind) {
        // A message's author says nothing about what it means; an atom's title does.
        var text = kind == ItemKind.ATOM ? "concat_ws(E'\\n', i.title, i.content)" : "i.content";
        return Statements.compact(statement
                .replace("{embedded_by}", EMBEDDED_BY)
                .replace("{text}", text)
                .replace("{new}", text.replace("i.", "excluded."))
                .replace("{heading}", kind.heading())
                .replace("{item}", kind.word()));
    }
}
