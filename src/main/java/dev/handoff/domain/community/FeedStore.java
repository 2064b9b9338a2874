package dev.handoff.domain.community;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Who reads which posts, in PostgreSQL: the members of a post's circle, or else the followers of its author. Every method is one
 * statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class FeedStore {

    /** What a statement pushes to, or reads. */
    static final int PAGE = 1_000;

    /** A post with more readers isn't pushed to them: they get it when they read. */
    static final int MAX_PUSHED = 10_000;

    // The readers of the post $1, as reader_id.
    private static final String READERS = """
            SELECT f.follower_id AS reader_id FROM post p JOIN follow f ON f.user_id = p.author_id
            WHERE p.id = $1 AND p.circle_id IS NULL AND p.deleted_at IS NULL AND f.follower_id > $2
            UNION ALL
            SELECT m.user_id FROM post p JOIN circle_member m ON m.circle_id = p.circle_id AND m.user_id <> p.author_id
            WHERE p.id = $1 AND p.deleted_at IS NULL AND m.user_id > $2\
            """;

    static final String READERS_PAGE = Statements.compact(READERS + " ORDER BY reader_id LIMIT $3");

    static final String ARE_MANY =
            Statements.compact("SELECT count(*) > $3 AS many FROM (" + READERS + " LIMIT $3 + 1) AS r");

    static final String PUSH = """
            INSERT INTO feed_entry (user_id, post_id, created_at)
            SELECT r.id, p.id, p.created_at FROM post p, unnest($2::text[]) AS r(id)
            WHERE p.id = $1 AND p.deleted_at IS NULL
            ORDER BY r.id ON CONFLICT (user_id, post_id) DO NOTHING
            """;

    static final String PULL = "UPDATE post SET pulled = true WHERE id = $1 AND NOT pulled";

    static final String WITHDRAW = """
            DELETE FROM feed_entry
            WHERE post_id = $1 AND user_id = ANY(ARRAY(SELECT user_id FROM feed_entry WHERE post_id = $1 LIMIT $2))
            RETURNING user_id
            """;

    // A limit of one keeps PostgreSQL from reading all posts while it takes them for few. Each part has as many as the
    // page may need. What its reader follows no more, and what was deleted since, isn't read.
    static final String READ = Statements.compact("""
            SELECT p.* FROM (
                (SELECT f.created_at, f.post_id FROM feed_entry f
                    CROSS JOIN LATERAL (SELECT * FROM post WHERE id = f.post_id AND deleted_at IS NULL LIMIT 1) AS p
                    WHERE f.user_id = $1 AND (f.created_at, f.post_id) < ($2, $3)
                        AND (EXISTS (SELECT FROM follow o
                                WHERE p.circle_id IS NULL AND o.user_id = p.author_id AND o.follower_id = $1)
                            OR EXISTS (SELECT FROM circle_member m WHERE m.circle_id = p.circle_id AND m.user_id = $1))
                    ORDER BY f.created_at DESC, f.post_id DESC LIMIT $4)
                UNION
                (SELECT p.created_at, p.id FROM follow o CROSS JOIN LATERAL (
                        SELECT created_at, id FROM post WHERE author_id = o.user_id AND pulled AND deleted_at IS NULL
                            AND circle_id IS NULL AND (created_at, id) < ($2, $3)
                        ORDER BY created_at DESC, id DESC LIMIT $4) AS p
                    WHERE o.follower_id = $1)
                UNION
                (SELECT p.created_at, p.id FROM circle_member m CROSS JOIN LATERAL (
                        SELECT created_at, id FROM post WHERE circle_id = m.circle_id AND pulled AND deleted_at IS NULL
                            AND circle_id IS NOT NULL AND author_id <> $1 AND (created_at, id) < ($2, $3)
                        ORDER BY created_at DESC, id DESC LIMIT $4) AS p
                    WHERE m.user_id = $1)
            ) AS e CROSS JOIN LATERAL (SELECT * FROM post WHERE id = e.post_id AND deleted_at IS NULL LIMIT 1) AS p
            ORDER BY e.created_at DESC, e.post_id DESC LIMIT $4
            """);

    static final String HOT = """
            SELECT p.*, c.hotness FROM entity_counts c
            CROSS JOIN LATERAL (SELECT * FROM post WHERE id = c.entity_id AND deleted_at IS NULL LIMIT 1) AS p
            WHERE c.entity_type = 'post' AND (c.hotness, c.entity_id) < ($1, $2)
            ORDER BY c.hotness DESC, c.entity_id DESC LIMIT $3
            """;

    private final Statements statements;

    public FeedStore(Statements statements) {
        this.statements = statements;
    }

    /** Where a post stands in a feed. */
    public record Place(Instant createdAt, String postId) {}

    /** A post, and how hot it is. */
    public record Hot(Post post, double hotness) {}

    /** Whether a post has more readers than it is pushed to. */
    boolean hasMany(String post) {
        return statements
                .first(ARE_MANY, Tuple.of(post, "", MAX_PUSHED))
                .orElseThrow()
                .getBoolean("many");
    }

    /**
     * Readers of a post, by their ids; none if it is deleted.
     *
     * @param after the last one of the page before; empty text for the first page
     */
    List<String> readers(String post, String after) {
        return statements.run(READERS_PAGE, Tuple.of(post, after, PAGE)).stream()
                .map(row -> row.getString("reader_id"))
                .toList();
    }

    /** Puts a post into the feeds of these readers, unless it is deleted. */
    void push(String post, List<String> readers) {
        statements.run(PUSH, Tuple.of(post).addArrayOfString(readers.toArray(String[]::new)));
    }

    /** Has readers get a post when they read. */
    void pull(String post) {
        statements.run(PULL, Tuple.of(post));
    }

    /** Takes a post out of feeds. @return out of how many; less than a page if it is in no more */
    int withdraw(String post) {
        return statements.run(WITHDRAW, Tuple.of(post, PAGE)).size();
    }

    /**
     * What a user has to read, newest first.
     *
     * @param after the last post of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Post> read(String user, Optional<Place> after, int limit) {
        var from = after.orElse(new Place(Instant.parse("9999-12-31T00:00:00Z"), ""));
        var parameters = Tuple.of(user, from.createdAt().atOffset(ZoneOffset.UTC), from.postId(), limit);
        return statements.run(READ, parameters).stream().map(PostStore::post).toList();
    }

    /**
     * All posts, the hottest first.
     *
     * @param hotness and id of the last post of the page before; infinity for the first page
     */
    public List<Hot> hottest(double hotness, String id, int limit) {
        return statements.run(HOT, Tuple.of(hotness, id, limit)).stream()
                .map(row -> new Hot(PostStore.post(row), row.getDouble("hotness")))
                .toList();
    }
}
