package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.Rating.Sums;
import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ratings in PostgreSQL, and the sums that they are made of. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
class RatingStore {

    // $1 kinds that speak for a resource, $2 kinds that speak against it
    private static final String SUMS = """
            SELECT r.id, e.scores, e.sum, i.votes_for, i.votes, i.impressions
            FROM resource r
            CROSS JOIN LATERAL (
                SELECT count(score) AS scores, coalesce(sum(score), 0) AS sum FROM evaluation WHERE resource_id = r.id) e
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(count) FILTER (WHERE kind = ANY($1::text[])), 0)::int8 AS votes_for,
                       coalesce(sum(count) FILTER (WHERE kind = ANY($1::text[] || $2::text[])), 0)::int8 AS votes,
                       coalesce(sum(count), 0)::int8 AS impressions
                FROM impression WHERE resource_id = r.id) i
            """;

    static final String OF_ONE = SUMS + "WHERE r.id = $3";

    static final String OF_PAGE = SUMS + "WHERE r.id > $3 AND r.id <= $4";

    // Of two that are calculated at the same time, the one that has seen more stays. Neither number ever falls.
    static final String SAVE = """
            INSERT INTO resource_rating AS g (resource_id, mean, evaluations, appeal, votes, impressions)
            SELECT n.* FROM unnest($1::text[], $2::float8[], $3::int8[], $4::float8[], $5::int8[], $6::int8[])
                AS n(id, mean, evaluations, appeal, votes, impressions)
            WHERE EXISTS (SELECT FROM resource WHERE id = n.id)
            ORDER BY n.id
            ON CONFLICT (resource_id) DO UPDATE
            SET mean = excluded.mean, evaluations = excluded.evaluations, appeal = excluded.appeal,
                votes = excluded.votes, impressions = excluded.impressions, calculated_at = now()
            WHERE g.evaluations <= excluded.evaluations AND g.impressions <= excluded.impressions
            """;

    static final String PRIOR = "SELECT mean FROM rating_prior";

    static final String TAKE_PRIOR = """
            INSERT INTO rating_prior (mean) SELECT coalesce(avg(score), $1) FROM evaluation
            ON CONFLICT (singleton) DO UPDATE SET mean = excluded.mean, taken_at = now()
            RETURNING mean
            """;

    static final String PAGES = """
            SELECT id FROM (
                SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS resources FROM resource) r
            WHERE place % $1 = 0 OR place = resources ORDER BY id
            """;

    private final Statements statements;
    private final RatingConfig config;

    RatingStore(Statements statements, RatingConfig config) {
        this.statements = statements;
        this.config = config;
    }

    /** Empty if there is no such resource. */
    Optional<Sums> sums(String resource) {
        return statements.first(OF_ONE, votes().addString(resource)).map(RatingStore::sums);
    }

    /** Of the resources whose ids come after one, up to another. */
    Map<String, Sums> sums(String after, String last) {
        var sums = new LinkedHashMap<String, Sums>();
        statements
                .run(OF_PAGE, votes().addString(after).addString(last))
                .forEach(row -> sums.put(row.getString("id"), sums(row)));
        return sums;
    }

    private Tuple votes() {
        return Tuple.tuple()
                .addArrayOfString(config.votesFor().toArray(String[]::new))
                .addArrayOfString(config.votesAgainst().toArray(String[]::new));
    }

    private static Sums sums(Row row) {
        return new Sums(
                row.getLong("scores"),
                row.getDouble("sum"),
                row.getLong("votes_for"),
                row.getLong("votes"),
                row.getLong("impressions"));
    }

    /** Stores ratings by the ids of resources. One that has seen less than the stored one changes nothing. */
    void save(Map<String, Rating> ratings) {
        var columns = new Columns<>(List.copyOf(ratings.entrySet()))
                .texts(Map.Entry::getKey)
                .doubles(it -> it.getValue().mean())
                .longs(it -> it.getValue().evaluations())
                .doubles(it -> it.getValue().appeal())
                .longs(it -> it.getValue().votes())
                .longs(it -> it.getValue().impressions());
        statements.run(SAVE, columns.tuple());
    }

    /** The mean of all scores, as it was taken last. */
    double prior() {
        return statements
                .first(PRIOR, Tuple.tuple())
                .map(row -> row.getDouble("mean"))
                .orElse(Rating.UNKNOWN);
    }

    /** Takes the mean of all scores anew. */
    double takePrior() {
        return statements
                .first(TAKE_PRIOR, Tuple.of(Rating.UNKNOWN))
                .orElseThrow()
                .getDouble("mean");
    }

    /** The last id of each page of resources, in order. */
    List<String> pages(int size) {
        return statements.run(PAGES, Tuple.of((long) size)).stream()
                .map(row -> row.getString("id"))
                .toList();
    }
}
