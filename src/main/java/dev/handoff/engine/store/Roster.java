package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which instances run and what they serve, and so which tasks wait in vain. Every method throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class Roster {

    private static final int BATCH = 1000;

    private static final String SIGN = """
        WITH gone AS (
            DELETE FROM instance WHERE seen_at < now() - interval '1 minute' AND worker <> $1
        )
        INSERT INTO instance (worker, types, listening, version, slots, running, draining)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (worker) DO UPDATE SET
            types = excluded.types, listening = excluded.listening, seen_at = now(), version = excluded.version,
            slots = excluded.slots, running = excluded.running, draining = excluded.draining
        RETURNING EXISTS (SELECT FROM instance
                          WHERE listening AND worker <> $1 AND seen_at > now() - interval '30 seconds') AS others
        """;

    private static final String RUNNING = """
        SELECT count(*) AS count FROM instance WHERE seen_at > now() - interval '30 seconds' AND NOT draining
        """;

    private static final String ALL = """
        SELECT worker, types, seen_at, seen_at > now() - interval '30 seconds' AS lives, version, slots, running, draining
        FROM instance ORDER BY worker
        """;

    private static final String BACKLOGS = """
        SELECT b.*, EXISTS (SELECT FROM instance i
                            WHERE b.type = ANY(i.types) AND NOT i.draining
                                AND i.seen_at > now() - interval '30 seconds') AS served
        FROM (
            SELECT type, route, count(*) AS count,
                   greatest(0, extract(epoch FROM now() - min(run_at)) * 1000)::bigint AS oldest
            FROM task WHERE state = 'QUEUED' GROUP BY route, type) b
        ORDER BY type, route
        """;

    // The next sweep rings for those that are due.
    private static final String REROUTE = """
        UPDATE task SET route = $3, patience_ms = $4, ring_at = greatest(run_at, now())
        WHERE ring_at IS NOT NULL AND id = ANY(ARRAY(
            SELECT id FROM task WHERE state = 'QUEUED' AND route = $2 AND type = $1 LIMIT $5 FOR UPDATE))
        RETURNING id
        """;

    private static final String REROUTE_COMPLETIONS = """
        UPDATE task_group SET route = $3, patience_ms = $4
        WHERE state IN ('OPEN', 'SEALED') AND route = $2 AND type = $1
        """;

    private final Statements statements;

    Roster(Statements statements) {
        this.statements = statements;
    }

    /**
     * How an instance is.
     *
     * @param slots how many attempts it runs at a time
     * @param running how many it runs now
     * @param draining whether it begins nothing any more, and ends as soon as what runs has ended
     */
    public record Condition(String version, int slots, int running, boolean draining) {}

    /**
     * Says that an instance runs; to be said again within 30 s. Forgets those that have not said so for long.
     *
     * @param listening whether somebody looks on there
     * @return whether somebody looks on at another instance
     */
    public boolean sign(String worker, Collection<String> types, boolean listening, Condition condition) {
        var row = Tuple.of(worker, types.toArray(String[]::new), listening)
                .addString(condition.version())
                .addInteger(condition.slots())
                .addInteger(condition.running())
                .addBoolean(condition.draining());
        return statements.first(SIGN, row).orElseThrow().getBoolean("others");
    }

    /** How many instances have signed of late, and don't drain. */
    public long running() {
        return statements.first(RUNNING, Tuple.tuple()).orElseThrow().getLong("count");
    }

    /**
     * An instance as it has signed.
     *
     * @param isRunning whether that was of late
     * @param condition empty if it is of a release that doesn't tell
     */
    public record Signed(
            String worker, List<String> types, Instant seenAt, boolean isRunning, Optional<Condition> condition) {

        private static Signed of(Row row) {
            return new Signed(
                    row.getString("worker"),
                    List.of(row.getArrayOfStrings("types")),
                    row.getOffsetDateTime("seen_at").toInstant(),
                    row.getBoolean("lives"),
                    Optional.ofNullable(row.getString("version"))
                            .map(version -> new Condition(
                                    version,
                                    row.getInteger("slots"),
                                    row.getInteger("running"),
                                    row.getBoolean("draining"))));
        }
    }

    /** Those that run, and those that have ended within the last minute. */
    public List<Signed> all() {
        return statements.run(ALL, Tuple.tuple()).stream().map(Signed::of).toList();
    }

    /** What waits, by type and route. */
    public List<Backlog> backlogs() {
        return statements.run(BACKLOGS, Tuple.tuple()).stream()
                .map(row -> new Backlog(
                        row.getString("type"),
                        row.getString("route"),
                        row.getLong("count"),
                        Duration.ofMillis(row.getLong("oldest")),
                        row.getBoolean("served")))
                .toList();
    }

    /**
     * Moves what waits of a type from one route to another; completions that are to come move too. Doorbells that are under
     * way on the old route stay harmless.
     *
     * @param patience of the new route
     * @return how many tasks were moved
     */
    public long reroute(String type, String from, String to, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        statements.run(REROUTE_COMPLETIONS, Tuple.of(type, from, to, millis));
        long moved = 0;
        while (true) {
            int more = statements
                    .run(REROUTE, Tuple.of(type, from, to, millis, BATCH))
                    .size();
            moved += more;
            if (more < BATCH) {
                return moved;
            }
        }
    }
}
