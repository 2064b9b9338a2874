package dev.handoff.kit.notify;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Ids;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Notices in PostgreSQL. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer;
 * repeating one does no harm.
 */
@ApplicationScoped
public class NoticeStore {

    static final String ADD = """
            INSERT INTO notice (id, user_id, cause, kind, actor_id, entity_type, entity_id, excerpt)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
                AS n(id, user_id, cause, kind, actor_id, entity_type, entity_id, excerpt)
            ORDER BY user_id, cause
            ON CONFLICT (user_id, cause) DO NOTHING
            RETURNING *
            """;

    static final String WITHDRAW = "DELETE FROM notice WHERE entity_type = $1 AND entity_id = ANY($2::text[])";

    // True sorts behind false: read backwards, the unread ones come first and the newest of them at the head.
    static final String LIST = """
            SELECT * FROM notice
            WHERE user_id = $1 AND (read_at IS NULL, created_at, id) < ($2, $3, $4)
            ORDER BY (read_at IS NULL) DESC, created_at DESC, id DESC LIMIT $5
            """;

    static final String UNREAD = """
            SELECT count(*) AS unread FROM (
                SELECT FROM notice WHERE user_id = $1 AND (read_at IS NULL) = true LIMIT 1000) AS n
            """;

    static final String READ = """
            UPDATE notice SET read_at = now() WHERE user_id = $1 AND id = ANY($2::uuid[]) AND read_at IS NULL
            """;

    private final Ids ids = new Ids();
    private final Statements statements;

    public NoticeStore(Statements statements) {
        this.statements = statements;
    }

    /** Where a notice stands in its user's list. */
    public record Place(boolean unread, Instant createdAt, UUID id) {

        private static final Place FIRST = new Place(true, Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
    }

    /**
     * Stores notices, each once for its user and cause.
     *
     * @param notices no two of the same user and cause
     * @return those that are new
     */
    public List<StoredNotice> add(List<Notice> notices) {
        var columns = new Columns<>(notices)
                .uuids(_ -> ids.next())
                .texts(Notice::userId)
                .texts(Notice::cause)
                .texts(Notice::kind)
                .texts(it -> it.actorId().orElse(null))
                .texts(Notice::entityType)
                .texts(Notice::entityId)
                .texts(Notice::excerpt);
        return statements.run(ADD, columns.tuple()).stream()
                .map(NoticeStore::stored)
                .toList();
    }

    /** Deletes all notices about things that are deleted. */
    public void withdraw(String entityType, List<String> entityIds) {
        statements.run(WITHDRAW, Tuple.of(entityType).addArrayOfString(entityIds.toArray(String[]::new)));
    }

    /**
     * A user's notices: first those that he hasn't read; of these and of the others the newest first.
     *
     * @param after the last notice of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<StoredNotice> list(String user, Optional<Place> after, int limit) {
        var from = after.orElse(Place.FIRST);
        var parameters = Tuple.of(user, from.unread(), from.createdAt().atOffset(ZoneOffset.UTC), from.id(), limit);
        return statements.run(LIST, parameters).stream()
                .map(NoticeStore::stored)
                .toList();
    }

    /** How many of a user's notices he hasn't read; no more than 1000 are counted. */
    public long unread(String user) {
        return statements.first(UNREAD, Tuple.of(user)).orElseThrow().getLong("unread");
    }

    /** Notes that a user has read some of his notices. Others' and unknown ones are left alone. */
    public void read(String user, List<UUID> notices) {
        statements.run(READ, Tuple.of(user).addArrayOfUUID(notices.toArray(UUID[]::new)));
    }

    private static StoredNotice stored(Row row) {
        var notice = new Notice(
                row.getString("user_id"),
                row.getString("cause"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("actor_id")),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("excerpt"));
        return new StoredNotice(
                row.getUUID("id"),
                notice,
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("read_at")).map(OffsetDateTime::toInstant));
    }
}
