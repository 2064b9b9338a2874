package dev.handoff.domain.speaking;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Sessions of speaking, in PostgreSQL. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer.
 */
@ApplicationScoped
public class SessionStore {

    static final String OPEN = """
            INSERT INTO speaking_session AS s (id, user_name, expires_at) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE
            SET user_name = coalesce(excluded.user_name, s.user_name),
                expires_at = coalesce(excluded.expires_at, s.expires_at), active_at = now()
            WHERE s.closing_at IS NULL
            RETURNING *
            """;

    static final String LIST = """
            SELECT * FROM speaking_session WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3
            """;

    private static final String IS_OVER =
            "(active_at < now() - $1::int8 * interval '1 millisecond' OR expires_at < now())";

    // Looked for by three indexes; what another task is closing is left to it for the moment.
    static final String CLOSE = """
            UPDATE speaking_session SET closing_at = now()
            WHERE id IN (
                SELECT id FROM speaking_session WHERE closing_at IS NOT NULL OR """ + IS_OVER + """
                LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    static final String DELETE = "DELETE FROM speaking_session WHERE id = ANY($1::text[]) AND closing_at IS NOT NULL";

    private static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");

    private final Statements statements;

    public SessionStore(Statements statements) {
        this.statements = statements;
    }

    /** A session as it is stored. */
    public record Stored(SpeakingSession session, Instant createdAt, Instant activeAt) {

        public Place place() {
            return new Place(createdAt, session.sessionId());
        }
    }

    /** Where a session stands in the list. */
    public record Place(Instant createdAt, String session) {}

    /**
     * Opens a session, or says that it is used; what is null leaves what is there.
     *
     * @return empty while its files are being deleted; it can be opened anew in a moment
     */
    public Optional<Stored> open(SpeakingSession session) {
        var expires = session.expiresAt() == null ? null : session.expiresAt().atOffset(ZoneOffset.UTC);
        return statements
                .first(OPEN, Tuple.of(session.sessionId(), session.userName(), expires))
                .map(SessionStore::stored);
    }

    /**
     * Sessions, newest first.
     *
     * @param after the last one of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Stored> list(Optional<Place> after, int limit) {
        var from = after.orElse(FIRST);
        return statements.run(LIST, Tuple.of(from.createdAt().atOffset(ZoneOffset.UTC), from.session(), limit)).stream()
                .map(SessionStore::stored)
                .toList();
    }

    /**
     * Closes some sessions that have expired, or that nobody has used for so long, and finds those that are closed already: they
     * can't be opened until they are deleted.
     */
    List<String> close(Duration idle, int most) {
        return statements.run(CLOSE, Tuple.of(idle.toMillis(), most)).stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    /** Deletes those of these sessions that are closed. */
    void delete(List<String> sessions) {
        statements.run(DELETE, Tuple.tuple().addArrayOfString(sessions.toArray(String[]::new)));
    }

    private static Stored stored(Row row) {
        return new Stored(
                new SpeakingSession(
                        row.getString("id"),
                        row.getString("user_name"),
                        ResourceStore.instant(row.getOffsetDateTime("expires_at"))
                                .orElse(null)),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("active_at").toInstant());
    }
}
