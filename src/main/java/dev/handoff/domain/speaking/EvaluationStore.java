package dev.handoff.domain.speaking;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Evaluations in PostgreSQL, one for each task that makes one. Every method is one statement, may be repeated, and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class EvaluationStore {

    static final String BEGIN = """
            INSERT INTO evaluation (task_id, resource_id, session_id, user_name)
            SELECT $1, id, $3, $4 FROM resource WHERE id = $2
            ON CONFLICT (task_id) DO NOTHING
            """;

    static final String END = """
            UPDATE evaluation SET ended_at = now(), score = $2, details = $3 WHERE task_id = $1 AND ended_at IS NULL
            """;

    static final String LIST = """
            SELECT * FROM evaluation WHERE resource_id = $1 AND (started_at, task_id) < ($2, $3)
            ORDER BY started_at DESC, task_id DESC LIMIT $4
            """;

    private static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new TaskId(new UUID(-1, -1)));

    private final Statements statements;

    public EvaluationStore(Statements statements) {
        this.statements = statements;
    }

    /** An evaluation's task. How it stands until it has ended, its own row says. */
    public record Begun(TaskId task, Optional<Instant> endedAt) {}

    /** Where an evaluation stands in the list. */
    public record Place(Instant startedAt, TaskId task) {}

    /**
     * An evaluation as it is stored.
     *
     * @param score from 0 to 1; empty while there is none, and for what nothing could be compared with
     * @param details a JSON object; empty until it has ended
     */
    public record Stored(
            Begun begun,
            String resource,
            String session,
            String userName,
            Instant startedAt,
            Optional<Double> score,
            Optional<String> details) {

        public Place place() {
            return new Place(startedAt, begun.task());
        }
    }

    /** Does nothing if the task has begun one already, or there is no such resource. */
    void begin(TaskId task, String resource, String session, String userName) {
        statements.run(BEGIN, Tuple.of(task.value(), resource, session, userName));
    }

    /** Does nothing if it has ended already. */
    void end(TaskId task, Optional<Double> score, String details) {
        statements.run(END, Tuple.of(task.value(), score.orElse(null), details));
    }

    /**
     * Evaluations of a resource, newest first.
     *
     * @param after the last one of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Stored> list(String resource, Optional<Place> after, int limit) {
        var from = after.orElse(FIRST);
        var parameters = Tuple.of(
                resource, from.startedAt().atOffset(ZoneOffset.UTC), from.task().value(), limit);
        return statements.run(LIST, parameters).stream()
                .map(EvaluationStore::stored)
                .toList();
    }

    private static Stored stored(Row row) {
        return new Stored(
                begun(row).orElseThrow(),
                row.getString("resource_id"),
                row.getString("session_id"),
                row.getString("user_name"),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getDouble("score")),
                Optional.ofNullable(row.getString("details")));
    }

    static Optional<Begun> begun(Row row) {
        return Optional.ofNullable(row.getUUID("task_id"))
                .map(task -> new Begun(new TaskId(task), ResourceStore.instant(row.getOffsetDateTime("ended_at"))));
    }
}
