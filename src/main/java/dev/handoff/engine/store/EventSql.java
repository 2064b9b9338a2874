package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import java.util.stream.IntStream;

/** The statements of {@link EventStore}. */
final class EventSql {

    private EventSql() {}

    // In order of ids, so that two batches with the same ones can't wait for each other.
    static final String ADD = """
        WITH new AS (
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::int4[], $4::text[], $5::text[], $6::text[])
                WITH ORDINALITY AS n(id, topic, version, data, source, traceparent, place)
        ), stored AS (
            INSERT INTO event (id, topic, version, data, source, traceparent)
            SELECT id, topic, version, data, source, traceparent FROM new ORDER BY id, place
            ON CONFLICT (id) DO NOTHING
            RETURNING *
        )
        SELECT n.place, s.*, n.place > (SELECT min(place) FROM new m WHERE m.id = s.id) AS earlier
        FROM stored s JOIN new n ON n.id = s.id
        UNION ALL
        SELECT n.place, e.*, true FROM new n JOIN event e ON e.id = n.id
        WHERE n.id NOT IN (SELECT id FROM stored)
        ORDER BY place
        """;

    // The events of one request, $7, whose ids are made of one key. The first one stands for all of them: if it belongs
    // to
    // another request, nothing is stored. If it is just being stored by another call, the next statement sees it.
    static final String ADD_REQUEST = """
        WITH new AS (
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::int4[], $4::text[], $5::text[], $6::text[])
                WITH ORDINALITY AS n(id, topic, version, data, source, traceparent, place)
        ), head AS (
            INSERT INTO event (id, topic, version, data, source, traceparent, request)
            SELECT id, topic, version, data, source, traceparent, $7 FROM new WHERE place = 1
            ON CONFLICT (id) DO NOTHING
            RETURNING *
        ), earlier AS (
            SELECT e.*, e.request <> $7 AS other FROM event e WHERE id = (SELECT id FROM new WHERE place = 1)
        ), rest AS (
            INSERT INTO event (id, topic, version, data, source, traceparent, request)
            SELECT id, topic, version, data, source, traceparent, $7 FROM new
            WHERE place > 1 AND (EXISTS (TABLE head) OR EXISTS (SELECT FROM earlier WHERE other IS NOT TRUE))
            ORDER BY id ON CONFLICT (id) DO NOTHING
            RETURNING *
        ), stored AS (TABLE head UNION ALL TABLE rest)
        SELECT n.place, s.*, false AS earlier, false AS other FROM stored s JOIN new n ON n.id = s.id
        UNION ALL
        SELECT n.place, e.*, true, coalesce(e.request <> $7, false) FROM new n JOIN event e ON e.id = n.id
        WHERE n.id NOT IN (SELECT id FROM stored)
        ORDER BY place
        """;

    static final String TAKE = """
        UPDATE event SET relay_at = now() + $2 * interval '1 millisecond'
        WHERE id IN (SELECT id FROM event WHERE relay_at <= now() AND topic || '.v' || version = ANY($3::text[])
                     ORDER BY relay_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING *
        """;

    static final String PUBLISHED = """
        UPDATE event e SET published_at = now(), relay_at = NULL, error = NULL
        FROM unnest($1::uuid[], $2::timestamptz[]) AS t(id, until)
        WHERE e.id = t.id AND e.relay_at = t.until
        """;

    static final String RETRY = """
        UPDATE event SET relay_at = now() + $3 * interval '1 millisecond', failures = failures + 1, error = $4
        WHERE id = $1 AND relay_at = $2
        RETURNING id
        """;

    static final String BURY = """
        UPDATE event SET dead_at = now(), relay_at = NULL, failures = failures + 1, error = $3
        WHERE id = $1 AND relay_at = $2
        RETURNING id
        """;

    static final String ADD_DEAD = """
        INSERT INTO event (id, topic, version, data, source, traceparent, relay_at, dead_at, error)
        SELECT n.*, NULL, now(), $7
        FROM unnest($1::uuid[], $2::text[], $3::int4[], $4::text[], $5::text[], $6::text[]) AS n
        ON CONFLICT (id) DO NOTHING
        RETURNING *
        """;

    static final String BACKLOG = """
        SELECT count(*) AS events,
               coalesce((extract(epoch FROM now() - min(created_at)) * 1000)::bigint, 0) AS oldest
        FROM event WHERE relay_at IS NOT NULL
        """;

    private static final String CHANGE = """
        , told AS (
            INSERT INTO event (id, topic, version, data, source, traceparent)
            SELECT id, topic, version, data, source, traceparent
            FROM unnest($%d::uuid[], $%d::text[], $%d::int4[], $%d::text[], $%d::text[], $%d::text[], $%d::text[])
                AS n(id, topic, version, data, source, traceparent, at)
            WHERE at = (SELECT occasion FROM change)
            RETURNING id
        )
        SELECT *, ARRAY(SELECT id FROM told) AS told FROM change
        """;

    /**
     * A change of rows with the events of its occasion.
     *
     * @param parameters how many the change has
     */
    static String change(String change, int parameters) {
        var numbers = IntStream.rangeClosed(1, 7).mapToObj(n -> parameters + n).toArray();
        return Statements.compact("WITH " + change + CHANGE.formatted(numbers));
    }
}
