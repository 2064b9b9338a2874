package dev.handoff.domain.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handoff.event.Comments;
import dev.handoff.event.Posts;
import dev.handoff.event.Votes;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.database.Outbox.Telling;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.NotFound;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Votes in PostgreSQL, at most one of a user on a post or a comment. A change and the events that tell of it are one
 * statement, which throws {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class VoteStore {

    private static final String SOURCE = "/api/votes";

    static final String PUT = """
            change AS (
                INSERT INTO vote AS v (entity_type, entity_id, user_id, vote_type)
                SELECT $1::text, $2::text, $3::text, $4::text
                WHERE EXISTS (SELECT FROM post WHERE $1 = 'post' AND id = $2 AND deleted_at IS NULL)
                    OR EXISTS (SELECT FROM comment WHERE $1 = 'comment' AND id = $2 AND deleted_at IS NULL)
                ON CONFLICT (entity_type, entity_id, user_id) DO UPDATE
                SET vote_type = excluded.vote_type, updated_at = now()
                WHERE v.vote_type <> excluded.vote_type
                RETURNING CASE WHEN v.xmax = 0 THEN 'created' ELSE 'changed' END AS occasion
            )""";

    static final String DELETE = """
            change AS (
                DELETE FROM vote WHERE entity_type = $1 AND entity_id = $2 AND user_id = $3
                RETURNING vote_type AS occasion
            )""";

    static final String FIND = "SELECT vote_type FROM vote WHERE entity_type = $1 AND entity_id = $2 AND user_id = $3";

    private final Statements statements;
    private final Outbox outbox;

    public VoteStore(Statements statements, Outbox outbox) {
        this.statements = statements;
        this.outbox = outbox;
    }

    /** What a user may think. */
    public enum VoteType {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN;

        /** Its word in rows, events and bodies. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Stores a vote, in the place of an earlier one of the same user.
     *
     * @param entity a post or a comment
     * @throws NotFound if there is no such thing to vote on
     */
    public Put put(Entity entity, String user, VoteType type) {
        var kind = entity.kind().word();
        var vote = id(entity, user);
        var voted = voted(entity, user, type);
        var tellings = List.<Telling<?>>of(
                new Telling<>("created", Votes.CREATED, new Votes.Created(vote, user, kind, entity.id(), type.word())),
                new Telling<>("changed", Votes.UPDATED, new Votes.Updated(vote, user, kind, entity.id(), type.word())),
                voted.on("created"),
                voted.on("changed"));
        return outbox.store(PUT, Tuple.of(kind, entity.id(), user, type.word()), SOURCE, tellings)
                .map(row -> Put.valueOf(row.getString("occasion").toUpperCase(Locale.ROOT)))
                .orElseGet(() -> unchanged(entity, user));
    }

    private Put unchanged(Entity entity, String user) {
        if (statements
                .first(FIND, Tuple.of(entity.kind().word(), entity.id(), user))
                .isEmpty()) {
            throw entity.kind() == Entity.Kind.POST
                    ? PostStore.unknown(entity.id())
                    : CommentStore.unknown(entity.id());
        }
        return Put.UNCHANGED;
    }

    /** Withdraws a vote. Without effect if there is none. */
    public void delete(Entity entity, String user) {
        var kind = entity.kind().word();
        var vote = id(entity, user);
        var tellings = List.of(VoteType.values()).stream()
                .<Telling<?>>map(type -> new Telling<>(
                        type.word(), Votes.DELETED, new Votes.Deleted(vote, user, kind, entity.id(), type.word())))
                .toList();
        outbox.store(DELETE, Tuple.of(kind, entity.id(), user), SOURCE, tellings);
    }

    private interface Voted {
        Telling<?> on(String occasion);
    }

    private static Voted voted(Entity entity, String user, VoteType type) {
        return switch (entity.kind()) {
            case POST ->
                occasion -> new Telling<>(occasion, Posts.VOTED, new Posts.Voted(entity.id(), user, type.word()));
            case COMMENT ->
                occasion -> new Telling<>(occasion, Comments.VOTED, new Comments.Voted(entity.id(), user, type.word()));
            case USER, CIRCLE ->
                throw new IllegalArgumentException(
                        "nobody votes on a " + entity.kind().word());
        };
    }

    /** There is one vote for a user and a thing, and its id is made of both. */
    private static String id(Entity entity, String user) {
        var parts = entity.kind().word() + "/" + entity.id() + "/" + user;
        return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
