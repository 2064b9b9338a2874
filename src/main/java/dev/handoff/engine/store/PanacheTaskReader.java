package dev.handoff.engine.store;

import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@link TaskReader} by Hibernate Reactive Panache for single tasks, and in plain SQL for lists and counts. */
@ApplicationScoped
class PanacheTaskReader implements TaskReader {

    private static final String DEPTH = """
        SELECT type, state, count,
               greatest(0, coalesce(extract(epoch FROM now() - oldest) * 1000, 0))::bigint AS oldest
        FROM (
            SELECT type, 'QUEUED' AS state, count(*) AS count, min(run_at) AS oldest
            FROM task WHERE state = 'QUEUED' GROUP BY type
            UNION ALL
            SELECT type, 'RUNNING', count(*), min(run_at)
            FROM task WHERE state = 'RUNNING' GROUP BY type
        ) AS open
        ORDER BY type, state
        """;

    // Each half in the words of the index that finds it.
    static final String LOST = """
        SELECT * FROM (
            SELECT * FROM task WHERE state = 'DEAD' AND type = $1 AND position($2 IN input) > 0
            UNION ALL
            SELECT * FROM task WHERE state = 'CANCELLED' AND type = $1 AND position($2 IN input) > 0
        ) AS lost
        ORDER BY id DESC LIMIT $3
        """;

    private final Statements statements;
    private final Duration timeout;

    PanacheTaskReader(Statements statements, DatabaseConfig config) {
        this.statements = statements;
        this.timeout = config.timeout();
    }

    @Override
    public Optional<TaskRecord> find(TaskId task) {
        return inSession(() -> TaskRow.<TaskRow>findById(task.value())
                .chain(row -> row == null ? Uni.createFrom().item(Optional.empty()) : withHistory(row)));
    }

    @Override
    public Optional<String> input(TaskId task) {
        return statements
                .first("SELECT input FROM task WHERE id = $1", Tuple.of(task.value()))
                .map(row -> row.getString("input"));
    }

    @Override
    public List<TaskRecord> list(TaskFilter filter) {
        var query = TaskListQuery.of(filter);
        return statements.run(query.sql(), query.parameters()).stream()
                .map(TaskListQuery::task)
                .toList();
    }

    @Override
    public List<TaskRecord> lost(String type, String text, int most) {
        return statements.run(LOST, Tuple.of(type, text, most)).stream()
                .map(TaskListQuery::task)
                .toList();
    }

    @Override
    public Optional<TaskId> horizon(TaskFilter filter) {
        if (!filter.details().isLookedFor()) {
            return Optional.empty();
        }
        var query = TaskListQuery.horizon(filter);
        return statements.first(query.sql(), query.parameters()).map(row -> new TaskId(row.getUUID("id")));
    }

    @Override
    public List<Depth> depth() {
        return statements.run(DEPTH, Tuple.tuple()).stream()
                .map(row -> new Depth(
                        row.getString("type"),
                        TaskState.valueOf(row.getString("state")),
                        row.getLong("count"),
                        Duration.ofMillis(row.getLong("oldest"))))
                .toList();
    }

    private static Uni<Optional<TaskRecord>> withHistory(TaskRow task) {
        return AttemptRow.<AttemptRow>list("taskId", Sort.by("attempt"), task.id)
                .chain(attempts -> StepRow.<StepRow>list("taskId", Sort.by("finishedAt"), task.id)
                        .chain(steps -> GroupRow.<GroupRow>list("parentId", Sort.by("id"), task.id)
                                .map(groups -> Optional.of(task.toRecord(
                                        attempts.stream()
                                                .map(AttemptRow::toRecord)
                                                .toList(),
                                        steps.stream().map(StepRow::toRecord).toList(),
                                        groups.stream()
                                                .map(group -> new GroupId(group.id))
                                                .toList())))));
    }

    private <T> T inSession(Supplier<Uni<T>> reading) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withSession(reading).ifNoItem().after(timeout).fail());
        } catch (Throwable broken) {
            throw new StoreUnavailable(broken);
        }
    }
}
