package dev.handoff.edge.trigger.celery;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calls that are owed something. Each method is one statement and throws {@link StoreUnavailable} if PostgreSQL is away. */
@ApplicationScoped
class CeleryStore {

    /** How many calls one look finds. */
    private static final int SOME = 500;

    private static final String EXPECT = """
        INSERT INTO celery_call (id, reply_to, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET reply_to = excluded.reply_to, expires_at = excluded.expires_at
        RETURNING revoked
        """;

    private static final String REVOKE = """
        WITH marked AS (
            INSERT INTO celery_call (id, revoked) VALUES ($1, true)
            ON CONFLICT (id) DO UPDATE SET revoked = true
        )
        SELECT id, state = 'QUEUED' AS waits FROM task WHERE dedupe_key = $2
        """;

    private static final String CALLS = """
        SELECT c.id, c.reply_to, t.id AS task, t.ended_at IS NOT NULL AS ended
        FROM celery_call c JOIN task t ON t.dedupe_key = $1 || c.id
        """;

    private static final String ENDED = CALLS + "WHERE t.id = ANY ($2) AND t.ended_at IS NOT NULL";

    private static final String DUE = CALLS + """
        WHERE t.ended_at IS NOT NULL OR t.state = 'QUEUED' AND (c.revoked OR c.expires_at < now())
        LIMIT\s""" + SOME;

    private static final String SETTLE = "DELETE FROM celery_call WHERE id = ANY ($1)";

    private static final String FORGET = """
        DELETE FROM celery_call WHERE id IN (
            SELECT id FROM celery_call c
            WHERE made_at < now() - $1 * interval '1 millisecond'
                AND NOT EXISTS (SELECT FROM task t WHERE t.dedupe_key = $2 || c.id)
            LIMIT 1000)
        """;

    private final Statements statements;

    CeleryStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * A call whose task is there.
     *
     * @param address where its result goes; empty if nobody wants it
     * @param ended otherwise it waits and must not begin any more
     */
    record Call(String id, String address, TaskId task, boolean ended) {}

    /** @return whether it was revoked before it came */
    boolean expect(String id, String address, Optional<Instant> expires) {
        var expiry = expires.map(it -> it.atOffset(ZoneOffset.UTC)).orElse(null);
        return statements
                .first(EXPECT, Tuple.of(id, address, expiry))
                .orElseThrow()
                .getBoolean("revoked");
    }

    /** Marks a call, whether it is known or not. Empty if it is no task yet; otherwise whether that waits. */
    Optional<Revoked> revoke(String id) {
        return statements
                .first(REVOKE, Tuple.of(id, CeleryCalls.KEY + id))
                .map(row -> new Revoked(new TaskId(row.getUUID("id")), row.getBoolean("waits")));
    }

    record Revoked(TaskId task, boolean waits) {}

    /** Those among these tasks that have ended and are calls. */
    List<Call> ended(Collection<TaskId> tasks) {
        var ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        return calls(statements.run(ENDED, Tuple.of(CeleryCalls.KEY, ids)));
    }

    /** Some of those to which something is owed now. */
    List<Call> due() {
        return calls(statements.run(DUE, Tuple.of(CeleryCalls.KEY)));
    }

    /** Nothing is owed to them any more. */
    void settle(List<String> ids) {
        statements.run(SETTLE, Tuple.of((Object) ids.toArray(String[]::new)));
    }

    /** Forgets some of those that are older and are no tasks, such as revoked ones that other workers have. */
    void forget(Duration age) {
        statements.run(FORGET, Tuple.of(age.toMillis(), CeleryCalls.KEY));
    }

    private static List<Call> calls(List<Row> rows) {
        return rows.stream()
                .map(row -> new Call(
                        row.getString("id"),
                        row.getString("reply_to"),
                        new TaskId(row.getUUID("task")),
                        row.getBoolean("ended")))
                .toList();
    }
}
