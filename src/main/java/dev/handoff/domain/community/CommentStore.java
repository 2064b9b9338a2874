package dev.handoff.domain.community;

import dev.handoff.event.Comments;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.database.Outbox.Telling;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.Conflict;
import dev.handoff.task.NotFound;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Comments in PostgreSQL, which never change. Storing or deleting one and the event that tells of it are one statement, which
 * throws {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class CommentStore {

    private static final String SOURCE = "/api/comments";

    static final String PUT = """
            change AS (
                INSERT INTO comment (id, post_id, author_id, parent_id, content)
                SELECT $1::text, $2::text, $3::text, $4::text, $5::text FROM post
                WHERE id = $2 AND deleted_at IS NULL AND ($4 IS NULL
                    OR EXISTS (SELECT FROM comment WHERE id = $4 AND post_id = $2 AND deleted_at IS NULL))
                ON CONFLICT (id) DO NOTHING
                RETURNING 'created' AS occasion
            )\
            """ + Hotness.first(Entity.Kind.COMMENT);

    static final String DELETE = """
            change AS (
                UPDATE comment SET deleted_at = now(), deleted_by = $2, content = ''
                WHERE id = $1 AND deleted_at IS NULL
                RETURNING 'deleted' AS occasion
            )""";

    static final String FIND = "SELECT * FROM comment WHERE id = $1";

    static final String OF_POST = """
            SELECT * FROM comment WHERE post_id = $1 AND deleted_at IS NULL AND (created_at, id) > ($2, $3)
            ORDER BY created_at, id LIMIT $4
            """;

    private final Statements statements;
    private final Outbox outbox;

    public CommentStore(Statements statements, Outbox outbox) {
        this.statements = statements;
        this.outbox = outbox;
    }

    /**
     * What its author says.
     *
     * @param parentId null if it answers the post
     */
    public record Draft(String commentId, String postId, String authorId, String parentId, String content) {}

    /** Where a comment stands below its post. */
    public record Place(Instant createdAt, String id) {}

    /**
     * Stores a comment.
     *
     * @throws NotFound if there is no such post, or the post has no such comment to answer
     * @throws Conflict if the id belongs to another comment, or to one that was deleted
     */
    public Put put(Draft draft) {
        var parameters =
                Tuple.of(draft.commentId(), draft.postId(), draft.authorId(), draft.parentId(), draft.content());
        var created = new Comments.Created(
                draft.commentId(), draft.postId(), draft.authorId(), draft.parentId(), draft.content());
        var told = List.<Telling<?>>of(new Telling<>("created", Comments.CREATED, created));
        return outbox.store(PUT, parameters, SOURCE, told).isPresent() ? Put.CREATED : unchanged(draft);
    }

    private Put unchanged(Draft draft) {
        var there = statements.first(FIND, Tuple.of(draft.commentId()));
        if (there.isEmpty()) {
            throw draft.parentId() == null
                    ? PostStore.unknown(draft.postId())
                    : NotFound.of(
                            "comment", "there is no post " + draft.postId() + " with a comment " + draft.parentId());
        }
        var row = there.get();
        if (row.getString("post_id").equals(draft.postId())
                && row.getString("author_id").equals(draft.authorId())
                && Objects.equals(row.getString("parent_id"), draft.parentId())
                && row.getString("content").equals(draft.content())) {
            return Put.UNCHANGED;
        }
        throw new Conflict(
                "id-taken",
                "The id belongs to something else",
                "comment " + draft.commentId() + " says something else or was deleted; choose a new id");
    }

    /**
     * Deletes a comment; the answers to it stay. Without effect if it is deleted already.
     *
     * @param by who deletes it; empty for its author
     * @throws NotFound if there has never been one
     */
    public void delete(String id, Optional<String> by) {
        var there = statements.first(FIND, Tuple.of(id)).orElseThrow(() -> unknown(id));
        var author = there.getString("author_id");
        var deleted = new Comments.Deleted(id, there.getString("post_id"), author, by.orElse(author));
        outbox.store(
                DELETE,
                Tuple.of(id, by.orElse(author)),
                SOURCE,
                List.of(new Telling<>("deleted", Comments.DELETED, deleted)));
    }

    /** Empty if there has never been one, or it is deleted. */
    public Optional<Comment> find(String id) {
        return statements
                .first(FIND, Tuple.of(id))
                .filter(row -> row.getOffsetDateTime("deleted_at") == null)
                .map(CommentStore::comment);
    }

    /** Which comment this one answers or has answered; empty if it is unknown, or answers the post. */
    Optional<String> parent(String id) {
        return statements.first(FIND, Tuple.of(id)).map(row -> row.getString("parent_id"));
    }

    /** @throws NotFound if there is none, or it is deleted */
    public Comment get(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /**
     * The comments of a post, in the order in which they were written.
     *
     * @param after the last comment of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Comment> of(String post, Optional<Place> after, int limit) {
        var from = after.orElse(new Place(Instant.EPOCH, ""));
        var parameters = Tuple.of(post, from.createdAt().atOffset(ZoneOffset.UTC), from.id(), limit);
        return statements.run(OF_POST, parameters).stream()
                .map(CommentStore::comment)
                .toList();
    }

    static NotFound unknown(String id) {
        return NotFound.of("comment", "no comment has the id " + id + ", or it was deleted");
    }

    private static Comment comment(Row row) {
        return new Comment(
                row.getString("id"),
                row.getString("post_id"),
                row.getString("author_id"),
                Optional.ofNullable(row.getString("parent_id")),
                row.getString("content"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
