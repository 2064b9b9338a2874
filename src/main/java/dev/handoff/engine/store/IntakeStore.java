package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What producers have submitted by {@code handoff_submit} and {@code handoff_publish}. Every method is one statement and throws
 * {@link dev.handoff.kit.database.StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class IntakeStore {

    /**
     * What one producer asked for.
     *
     * @param id of the task or event that it becomes
     * @param event whether it is one, and no task
     * @param name of the type or topic
     * @param version of the topic; empty for the latest
     * @param body JSON
     */
    public record Asked(
            UUID id,
            boolean event,
            String name,
            Optional<Integer> version,
            String body,
            Optional<String> dedupeKey,
            Optional<Instant> runAt,
            int priority) {}

    /**
     * What waits for an instance that knows its name.
     *
     * @param event whether it is a topic's, and no type's
     * @param oldest how long the oldest has been waiting
     */
    public record Unknown(boolean event, String name, long count, Duration oldest) {}

    // Their rows are taken in the order of their index, and come back in any order.
    private static final String TAKE = """
        UPDATE intake SET take_at = now() + $2 * interval '1 millisecond'
        WHERE id IN (SELECT id FROM intake
                     WHERE take_at <= now()
                         AND CASE kind WHEN 'task' THEN name = ANY($3::text[]) ELSE name = ANY($4::text[]) END
                     ORDER BY take_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING *
        """;

    private static final String REMOVE = "DELETE FROM intake WHERE id = ANY($1::uuid[])";

    private static final String WAITING = "SELECT count(*) AS count FROM intake";

    private static final String UNKNOWN = """
        SELECT kind = 'event' AS event, name, count(*) AS count,
               (extract(epoch FROM now() - min(created_at)) * 1000)::bigint AS oldest
        FROM intake
        WHERE CASE kind WHEN 'task' THEN name <> ALL($1::text[]) ELSE name <> ALL($2::text[]) END
            AND created_at < now() - $3 * interval '1 millisecond'
        GROUP BY kind, name ORDER BY count(*) DESC, kind, name LIMIT 20
        """;

    private final Statements statements;

    public IntakeStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * Takes what waits. Of any number of instances, one gets each.
     *
     * @param lease how long it is held before another may take it
     * @param types names of those that are known here; others are left to instances that know them
     * @param topics the same
     */
    public List<Asked> take(int limit, Duration lease, Set<String> types, Set<String> topics) {
        var parameters = names(Tuple.of(limit, lease.toMillis()), types, topics);
        return statements.run(TAKE, parameters).stream().map(IntakeStore::asked).toList();
    }

    /** Forgets what has become tasks and events. */
    public void remove(Collection<UUID> done) {
        statements.run(REMOVE, Tuple.tuple().addArrayOfUUID(done.toArray(UUID[]::new)));
    }

    /** How many wait, or are just being taken. */
    public long waiting() {
        return statements.first(WAITING, Tuple.tuple()).orElseThrow().getLong("count");
    }

    /** What has waited for so long because its name isn't one of these; of at most 20 names, those with most first. */
    public List<Unknown> unknown(Duration waited, Set<String> types, Set<String> topics) {
        var parameters = names(Tuple.tuple(), types, topics).addLong(waited.toMillis());
        return statements.run(UNKNOWN, parameters).stream()
                .map(row -> new Unknown(
                        row.getBoolean("event"),
                        row.getString("name"),
                        row.getLong("count"),
                        Duration.ofMillis(row.getLong("oldest"))))
                .toList();
    }

    private static Tuple names(Tuple parameters, Set<String> types, Set<String> topics) {
        return parameters
                .addArrayOfString(types.toArray(String[]::new))
                .addArrayOfString(topics.toArray(String[]::new));
    }

    private static Asked asked(Row row) {
        return new Asked(
                row.getUUID("id"),
                row.getString("kind").equals("event"),
                row.getString("name"),
                Optional.ofNullable(row.getInteger("version")),
                row.getString("body"),
                Optional.ofNullable(row.getString("dedupe_key")),
                Optional.ofNullable(row.getOffsetDateTime("run_at")).map(OffsetDateTime::toInstant),
                row.getInteger("priority"));
    }
}
