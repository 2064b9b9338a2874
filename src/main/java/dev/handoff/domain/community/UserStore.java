package dev.handoff.domain.community;

import dev.handoff.event.Users;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.database.Outbox.Telling;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Users in PostgreSQL. A change and the event that tells of it are one statement, which throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class UserStore {

    private static final String SOURCE = "/api/users";

    static final String PUT = """
            change AS (
                INSERT INTO community_user AS u (id, name) VALUES ($1, $2)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE u.name <> excluded.name
                RETURNING CASE WHEN u.xmax = 0 THEN 'created' ELSE 'changed' END AS occasion
            )""";

    static final String FIND = "SELECT * FROM community_user WHERE id = ANY($1::text[])";

    private final Statements statements;
    private final Outbox outbox;

    public UserStore(Statements statements, Outbox outbox) {
        this.statements = statements;
        this.outbox = outbox;
    }

    /**
     * Somebody who is registered.
     *
     * @param name as it is shown to others
     */
    public record User(String userId, String name, Instant createdAt) {}

    /** Registers a user, or changes his name. */
    public Put put(String id, String name) {
        var registered = new Telling<>("created", Users.REGISTERED, new Users.Registered(id, name));
        return outbox.store(PUT, Tuple.of(id, name), SOURCE, List.of(registered))
                .map(row -> Put.valueOf(row.getString("occasion").toUpperCase(Locale.ROOT)))
                .orElse(Put.UNCHANGED);
    }

    public Optional<User> find(String id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** Those of them who are registered, in any order. */
    List<User> find(List<String> ids) {
        return statements.run(FIND, Tuple.tuple().addArrayOfString(ids.toArray(String[]::new))).stream()
                .map(row -> new User(
                        row.getString("id"),
                        row.getString("name"),
                        row.getOffsetDateTime("created_at").toInstant()))
                .toList();
    }
}
