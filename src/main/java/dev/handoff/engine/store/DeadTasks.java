package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells what the newest dead tasks died of. An error is read and understood once: whoever asks again costs PostgreSQL a walk
 * along an index. Throws {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class DeadTasks {

    /** How many are looked at. */
    public static final int MAX_DEAD = 10_000;

    private static final String NEWEST = "SELECT id, ended_at FROM task WHERE state = 'DEAD' ORDER BY id DESC LIMIT $1";

    // The beginning of an error tells its kind; the rest may be long.
    private static final String READ = Statements.compact("""
        SELECT id, type, left(error, 500) AS error, ended_at
        FROM task WHERE id = ANY($1::uuid[]) AND state = 'DEAD'
        """);

    /** @param fingerprint of its error */
    public record Death(TaskId task, String type, String fingerprint, Instant endedAt) {}

    private record Dead(TaskId task, Instant endedAt) {

        static Dead of(Row row) {
            return new Dead(
                    new TaskId(row.getUUID("id")),
                    row.getOffsetDateTime("ended_at").toInstant());
        }
    }

    private final Statements statements;
    private volatile Map<Dead, Death> read = Map.of();

    DeadTasks(Statements statements) {
        this.statements = statements;
    }

    /** Newest first, as they were submitted; at most {@link #MAX_DEAD}. */
    public List<Death> newest() {
        var dead = statements.run(NEWEST, Tuple.of(MAX_DEAD)).stream()
                .map(Dead::of)
                .toList();
        var before = read;
        var deaths = new HashMap<Dead, Death>();
        dead.forEach(it -> deaths.computeIfAbsent(it, before::get));
        var unread = dead.stream()
                .filter(it -> !deaths.containsKey(it))
                .map(Dead::task)
                .toList();
        for (var row : rows(unread)) {
            deaths.put(Dead.of(row), death(row));
        }
        read = deaths;
        return dead.stream().map(deaths::get).filter(Objects::nonNull).toList();
    }

    /** Those of the newest dead tasks whose errors are of this kind. */
    public Set<TaskId> ofKind(String fingerprint) {
        return newest().stream()
                .filter(death -> death.fingerprint().equals(fingerprint))
                .map(Death::task)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The first 500 characters of each error; those that are dead no more are left out. */
    public Map<TaskId, String> errors(Collection<TaskId> tasks) {
        return rows(tasks).stream()
                .collect(Collectors.toMap(row -> new TaskId(row.getUUID("id")), row -> row.getString("error")));
    }

    private List<Row> rows(Collection<TaskId> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        var ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        return statements.run(READ, Tuple.tuple().addArrayOfUUID(ids));
    }

    private static Death death(Row row) {
        var type = row.getString("type");
        var dead = Dead.of(row);
        return new Death(dead.task(), type, Fingerprint.of(type, row.getString("error")), dead.endedAt());
    }
}
