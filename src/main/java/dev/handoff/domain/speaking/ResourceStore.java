package dev.handoff.domain.speaking;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Resources in PostgreSQL, with their ratings and latest evaluations. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class ResourceStore {

    // A row that was inserted has no xmax yet.
    static final String PUT = """
            INSERT INTO resource AS r (id, kind, content, language) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE
            SET kind = excluded.kind, content = excluded.content, language = excluded.language,
                updated_at = CASE WHEN (r.kind, r.content, r.language)
                    IS DISTINCT FROM (excluded.kind, excluded.content, excluded.language) THEN now() ELSE r.updated_at END
            RETURNING xmax = 0 AS created
            """;

    static final String ADD = """
            INSERT INTO resource (id, kind, content, language) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING
            """;

    private static final String READ = """
            SELECT r.*, g.mean, g.evaluations, g.appeal, g.votes, g.impressions, g.calculated_at, e.task_id, e.ended_at
            FROM resource r
            LEFT JOIN resource_rating g ON g.resource_id = r.id
            LEFT JOIN LATERAL (
                SELECT task_id, ended_at FROM evaluation WHERE resource_id = r.id
                ORDER BY started_at DESC, task_id DESC LIMIT 1) e ON true
            """;

    static final String FIND = READ + "WHERE r.id = $1";

    static final String LIST = READ + "WHERE r.id > $1 ORDER BY r.id LIMIT $2";

    private final Statements statements;

    public ResourceStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * A resource as it is stored.
     *
     * @param rating empty until it is calculated
     * @param latest the evaluation that was begun last
     */
    public record Stored(
            Resource resource,
            Instant createdAt,
            Instant updatedAt,
            Optional<Rated> rating,
            Optional<EvaluationStore.Begun> latest) {}

    /** A rating, and when it was calculated. */
    public record Rated(Rating rating, Instant at) {}

    /**
     * Stores a resource under its id, and replaces the one that is there.
     *
     * @return whether there was none
     */
    public boolean put(Resource resource) {
        return statements.first(PUT, columns(resource)).orElseThrow().getBoolean("created");
    }

    /** Stores a resource, if there is none of its id. */
    void add(Resource resource) {
        statements.run(ADD, columns(resource));
    }

    private static Tuple columns(Resource resource) {
        return Tuple.of(resource.resourceId(), resource.kind().name(), resource.content(), resource.language());
    }

    public Optional<Stored> find(String id) {
        return statements.first(FIND, Tuple.of(id)).map(ResourceStore::stored);
    }

    /**
     * Resources in the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Stored> list(Optional<String> after, int limit) {
        return statements.run(LIST, Tuple.of(after.orElse(""), limit)).stream()
                .map(ResourceStore::stored)
                .toList();
    }

    private static Stored stored(Row row) {
        return new Stored(
                new Resource(
                        row.getString("id"),
                        ResourceKind.valueOf(row.getString("kind")),
                        row.getString("content"),
                        row.getString("language")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("calculated_at"))
                        .map(at -> new Rated(rating(row), at.toInstant())),
                EvaluationStore.begun(row));
    }

    private static Rating rating(Row row) {
        return new Rating(
                row.getDouble("mean"),
                row.getLong("evaluations"),
                row.getDouble("appeal"),
                row.getLong("votes"),
                row.getLong("impressions"));
    }

    static Optional<Instant> instant(OffsetDateTime stored) {
        return Optional.ofNullable(stored).map(OffsetDateTime::toInstant);
    }
}
