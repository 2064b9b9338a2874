package dev.handoff.domain.community;

import dev.handoff.event.Posts;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.database.Outbox.Telling;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.Conflict;
import dev.handoff.task.NotFound;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Posts in PostgreSQL. A change and the event that tells of it are one statement, which throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class PostStore {

    private static final String SOURCE = "/api/posts";

    static final String PUT = """
            change AS (
                INSERT INTO post AS p (id, author_id, circle_id, title, content) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (id) DO UPDATE
                SET title = excluded.title, content = excluded.content, updated_at = now()
                WHERE p.deleted_at IS NULL AND p.author_id = excluded.author_id
                    AND p.circle_id IS NOT DISTINCT FROM excluded.circle_id
                    AND (p.title, p.content) IS DISTINCT FROM (excluded.title, excluded.content)
                RETURNING CASE WHEN p.xmax = 0 THEN 'created' ELSE 'changed' END AS occasion
            )\
            """ + Hotness.first(Entity.Kind.POST);

    static final String DELETE = """
            change AS (
                UPDATE post SET deleted_at = now(), deleted_by = $2, title = '', content = ''
                WHERE id = $1 AND deleted_at IS NULL
                RETURNING 'deleted' AS occasion
            )""";

    static final String FIND = "SELECT * FROM post WHERE id = $1";

    private final Statements statements;
    private final Outbox outbox;

    public PostStore(Statements statements, Outbox outbox) {
        this.statements = statements;
        this.outbox = outbox;
    }

    /**
     * What its author says.
     *
     * @param circleId null for none; it never changes, nor does the author
     */
    public record Draft(String postId, String authorId, String circleId, String title, String content) {}

    /**
     * Publishes a post, or changes its words.
     *
     * @throws Conflict if the id belongs to a deleted post, or to one of another author or circle
     */
    public Put put(Draft post) {
        var changed = outbox.store(
                PUT,
                Tuple.of(post.postId(), post.authorId(), post.circleId(), post.title(), post.content()),
                SOURCE,
                List.of(
                        new Telling<>(
                                "created",
                                Posts.PUBLISHED,
                                new Posts.Published(post.postId(), post.authorId(), post.circleId(), post.title())),
                        new Telling<>(
                                "changed",
                                Posts.UPDATED,
                                new Posts.Updated(post.postId(), post.authorId(), post.title()))));
        return changed.map(row -> Put.valueOf(row.getString("occasion").toUpperCase()))
                .orElseGet(() -> unchanged(post));
    }

    private Put unchanged(Draft post) {
        var there = statements.first(FIND, Tuple.of(post.postId())).orElseThrow();
        if (there.getOffsetDateTime("deleted_at") != null) {
            throw new Conflict(
                    "id-taken",
                    "The id belongs to something else",
                    "post " + post.postId() + " was deleted; choose a new id");
        }
        if (!there.getString("author_id").equals(post.authorId())
                || !Objects.equals(there.getString("circle_id"), post.circleId())) {
            throw new Conflict(
                    "id-taken",
                    "The id belongs to something else",
                    "post " + post.postId() + " has another author or circle, which never change; choose a new id");
        }
        return Put.UNCHANGED;
    }

    /**
     * Deletes a post. Without effect if it is deleted already.
     *
     * @param by who deletes it; empty for its author
     * @throws NotFound if there has never been one
     */
    public void delete(String id, Optional<String> by) {
        var there = statements.first(FIND, Tuple.of(id)).orElseThrow(() -> unknown(id));
        var author = there.getString("author_id");
        outbox.store(
                DELETE,
                Tuple.of(id, by.orElse(author)),
                SOURCE,
                List.of(new Telling<>("deleted", Posts.DELETED, new Posts.Deleted(id, author, by.orElse(author)))));
    }

    /** Empty if there has never been one, or it is deleted. */
    public Optional<Post> find(String id) {
        return statements
                .first(FIND, Tuple.of(id))
                .filter(row -> row.getOffsetDateTime("deleted_at") == null)
                .map(PostStore::post);
    }

    /** @throws NotFound if there is none, or it is deleted */
    public Post get(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    static NotFound unknown(String id) {
        return NotFound.of("post", "no post has the id " + id + ", or it was deleted");
    }

    static Post post(Row row) {
        return new Post(
                row.getString("id"),
                row.getString("author_id"),
                Optional.ofNullable(row.getString("circle_id")),
                row.getString("title"),
                row.getString("content"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
