package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Reads what the newest dead tasks died of. Throws {@link StoreUnavailable} when PostgreSQL doesn't answer. */
@ApplicationScoped
public class DeadTasks {

    /** How many are looked at. */
    public static final int MAX_DEAD = 10_000;

    // The beginning of an error tells its kind; the rest may be long.
    private static final String NEWEST = """
        SELECT id, type, left(error, 500) AS error, ended_at
        FROM task WHERE state = 'DEAD' ORDER BY id DESC LIMIT $1
        """;

    /** @param error its first 500 characters */
    public record Death(TaskId task, String type, String error, Instant endedAt) {}

    private final Statements statements;

    DeadTasks(Statements statements) {
        this.statements = statements;
    }

    /** Newest first, as they were submitted; at most {@link #MAX_DEAD}. */
    public List<Death> newest() {
        return statements.run(NEWEST, Tuple.of(MAX_DEAD)).stream()
                .map(row -> new Death(
                        new TaskId(row.getUUID("id")),
                        row.getString("type"),
                        row.getString("error"),
                        row.getOffsetDateTime("ended_at").toInstant()))
                .toList();
    }
}
