package dev.handoff.domain.community;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Sums over votes, comments, followers and members, in PostgreSQL. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer.
 *
 * <p>Sums are exact once nobody counts. Who has changed a row has it counted afterwards, which is two statements: a ticket,
 * then the sums, unless they were stored with a later ticket. The sums of the latest ticket saw every change that was
 * committed before it was drawn, so it doesn't matter in which order counts begin and end, nor how often they do.
 */
@ApplicationScoped
public class CountStore {

    // Null for what there isn't, or not any more. Users and circles are only known by who follows and belongs to them.
    private static final String MADE_AT = """
            CASE $1::text
                WHEN 'post' THEN (SELECT created_at FROM post WHERE id = $2 AND deleted_at IS NULL)
                WHEN 'comment' THEN (SELECT created_at FROM comment WHERE id = $2 AND deleted_at IS NULL)
                ELSE to_timestamp(%d)
            END\
            """.formatted(Hotness.EPOCH);

    static final String DRAW = Statements.compact("""
            INSERT INTO entity_counts AS c (entity_type, entity_id, ticket)
            SELECT $1::text, $2::text, 1 WHERE %s IS NOT NULL
            ON CONFLICT (entity_type, entity_id) DO UPDATE SET ticket = c.ticket + 1
            RETURNING ticket
            """.formatted(MADE_AT));

    static final String COUNT = Statements.compact("""
            WITH sums AS (
                SELECT
                    (SELECT count(*) FROM vote WHERE entity_type = $1 AND entity_id = $2 AND vote_type = 'up') AS upvotes,
                    (SELECT count(*) FROM vote WHERE entity_type = $1 AND entity_id = $2 AND vote_type = 'down') AS downvotes,
                    CASE $1::text
                        WHEN 'post' THEN (SELECT count(*) FROM comment WHERE post_id = $2 AND deleted_at IS NULL)
                        WHEN 'comment' THEN (SELECT count(*) FROM comment WHERE parent_id = $2 AND deleted_at IS NULL)
                        ELSE 0
                    END AS comments,
                    CASE $1::text WHEN 'user' THEN (SELECT count(*) FROM follow WHERE user_id = $2) ELSE 0 END AS followers,
                    CASE $1::text
                        WHEN 'circle' THEN (SELECT count(*) FROM circle_member WHERE circle_id = $2)
                        ELSE 0
                    END AS members,
                    %s AS made_at
            )
            UPDATE entity_counts c
            SET upvotes = s.upvotes, downvotes = s.downvotes, comments = s.comments, followers = s.followers,
                members = s.members, hotness = s.hotness, counted = $3, updated_at = now()
            FROM (SELECT *, %s AS hotness FROM sums) AS s
            WHERE c.entity_type = $1 AND c.entity_id = $2 AND c.counted < $3 AND s.made_at IS NOT NULL
            """.formatted(MADE_AT, Hotness.SQL));

    static final String FORGET = "DELETE FROM entity_counts WHERE entity_type = $1 AND entity_id = $2";

    static final String FIND = "SELECT * FROM entity_counts WHERE entity_type = $1 AND entity_id = $2";

    private final Statements statements;

    public CountStore(Statements statements) {
        this.statements = statements;
    }

    /** @return empty if there is no such thing, or not any more */
    Optional<Long> draw(Entity entity) {
        return statements
                .first(DRAW, Tuple.of(entity.kind().word(), entity.id()))
                .map(row -> row.getLong("ticket"));
    }

    /** Counts and stores the sums. Changes nothing if a later ticket has stored its sums already. */
    void count(Entity entity, long ticket) {
        statements.run(COUNT, Tuple.of(entity.kind().word(), entity.id(), ticket));
    }

    /** Deletes the sums of what is deleted. */
    void forget(Entity entity) {
        statements.run(FORGET, Tuple.of(entity.kind().word(), entity.id()));
    }

    /** As they were counted last; {@link Counts#NONE} if they never were. */
    public Counts find(Entity entity) {
        return statements
                .first(FIND, Tuple.of(entity.kind().word(), entity.id()))
                .map(CountStore::counts)
                .orElse(Counts.NONE);
    }

    static Counts counts(Row row) {
        return new Counts(
                row.getLong("upvotes"),
                row.getLong("downvotes"),
                row.getLong("comments"),
                row.getLong("followers"),
                row.getLong("members"),
                row.getDouble("hotness"));
    }
}
