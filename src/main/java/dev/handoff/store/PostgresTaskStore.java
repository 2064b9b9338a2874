package dev.handoff.store;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@link TaskStore} in PostgreSQL 15 or later, by the reactive client. */
@ApplicationScoped
class PostgresTaskStore implements TaskStore {

    private final Statements statements;

    PostgresTaskStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public List<Added> add(List<NewTask> tasks) {
        var added = new Added[tasks.size()];
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < added.length; i++) {
            missing.add(i);
        }
        while (!missing.isEmpty()) {
            var batch = missing.stream().map(tasks::get).toList();
            for (var row : statements.run(Sql.ADD, newTasks(batch))) {
                added[missing.get(row.getInteger("place") - 1)] = added(row);
            }
            // A key that was taken after the statement's snapshot, by somebody else or by a neighbour in this very
            // batch, neither is stored nor finds the earlier task. The next statement sees it.
            missing.removeIf(i -> added[i] != null);
        }
        return List.of(added);
    }

    @Override
    public Optional<Claim> claim(TaskId task, String worker, Duration lease) {
        return statements
                .first(Sql.CLAIM, Tuple.of(task.value(), worker, lease.toMillis()))
                .map(row -> new Claim(
                        new Fence(task, row.getInteger("attempt")),
                        row.getString("type"),
                        row.getString("input"),
                        row.getString("route"),
                        row.getInteger("priority"),
                        row.getInteger("failures"),
                        row.getLong("waited"),
                        Optional.ofNullable(row.getString("traceparent"))));
    }

    @Override
    public Optional<Ended> finish(Beat last, Outcome outcome) {
        var change = Change.of(outcome);
        var parameters = Tuple.tuple()
                .addUUID(last.fence().task().value())
                .addInteger(last.fence().attempt())
                .addString(change.state().name())
                .addString(change.resultJson())
                .addString(change.error())
                .addLong(change.delay().toMillis())
                .addString(change.note())
                .addLong(last.progress().map(Progress::done).orElse(null))
                .addLong(last.progress().map(Progress::total).orElse(null));
        return statements.first(Sql.FINISH, parameters).map(row -> ended(row, change.delay()));
    }

    @Override
    public Set<TaskId> beat(Collection<Beat> beats, Duration lease) {
        var list = List.copyOf(beats);
        var parameters = Tuple.tuple()
                .addArrayOfUUID(
                        column(list, UUID[]::new, beat -> beat.fence().task().value()))
                .addArrayOfInteger(
                        column(list, Integer[]::new, beat -> beat.fence().attempt()))
                .addArrayOfLong(column(list, Long[]::new, beat -> beat.progress()
                        .map(Progress::done)
                        .orElse(null)))
                .addArrayOfLong(column(list, Long[]::new, beat -> beat.progress()
                        .map(Progress::total)
                        .orElse(null)))
                .addLong(lease.toMillis());
        return ids(Sql.BEAT, parameters);
    }

    @Override
    public Set<TaskId> cancelled(Collection<TaskId> running) {
        return ids(
                Sql.CANCELLED, Tuple.tuple().addArrayOfUUID(column(List.copyOf(running), UUID[]::new, TaskId::value)));
    }

    @Override
    public boolean saveStep(Fence fence, String name, String resultJson) {
        var parameters = Tuple.of(fence.task().value(), fence.attempt(), name, resultJson);
        return statements.first(Sql.SAVE_STEP, parameters).isPresent();
    }

    @Override
    public Map<String, String> steps(TaskId task) {
        var results = new HashMap<String, String>();
        for (var row : statements.run(Sql.STEPS, Tuple.of(task.value()))) {
            results.put(row.getString("name"), row.getString("result"));
        }
        return results;
    }

    @Override
    public Optional<Ended> cancel(TaskId task, String reason) {
        return statements
                .first(Sql.CANCEL, Tuple.of(task.value(), Change.storable(reason)))
                .map(row -> ended(row, Duration.ZERO));
    }

    @Override
    public Optional<Due> revive(TaskId task) {
        return statements.first(Sql.REVIVE, Tuple.of(task.value())).map(PostgresTaskStore::due);
    }

    @Override
    public List<Due> takeDue(int limit, Set<String> types) {
        var parameters = Tuple.tuple().addInteger(limit).addArrayOfString(types.toArray(String[]::new));
        return statements.run(Sql.TAKE_DUE, parameters).stream()
                .map(PostgresTaskStore::due)
                .toList();
    }

    @Override
    public List<Ended> rescue(int limit, int mostCrashes) {
        return statements.run(Sql.RESCUE, Tuple.of(limit, mostCrashes)).stream()
                .map(row -> ended(row, Duration.ZERO))
                .toList();
    }

    private static Tuple newTasks(List<NewTask> tasks) {
        return Tuple.tuple()
                .addArrayOfUUID(column(tasks, UUID[]::new, task -> task.id().value()))
                .addArrayOfString(column(tasks, String[]::new, NewTask::type))
                .addArrayOfString(column(tasks, String[]::new, NewTask::inputJson))
                .addArrayOfString(column(tasks, String[]::new, NewTask::route))
                .addArrayOfInteger(column(
                        tasks,
                        Integer[]::new,
                        task -> Math.toIntExact(task.patience().toMillis())))
                .addArrayOfInteger(column(tasks, Integer[]::new, NewTask::priority))
                .addArrayOfOffsetDateTime(column(tasks, OffsetDateTime[]::new, task -> task.runAt()
                        .map(instant -> instant.atOffset(ZoneOffset.UTC))
                        .orElse(null)))
                .addArrayOfString(
                        column(tasks, String[]::new, task -> task.dedupeKey().orElse(null)))
                .addArrayOfUUID(column(tasks, UUID[]::new, task -> task.parent()
                        .map(TaskId::value)
                        .orElse(null)))
                .addArrayOfString(
                        column(tasks, String[]::new, task -> task.traceparent().orElse(null)))
                .addArrayOfString(column(tasks, String[]::new, task -> task.error()
                        .map(Change::storable)
                        .orElse(null)));
    }

    private Set<TaskId> ids(String sql, Tuple parameters) {
        return statements.run(sql, parameters).stream()
                .map(row -> new TaskId(row.getUUID("id")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T, C> C[] column(List<T> rows, java.util.function.IntFunction<C[]> array, Function<T, C> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static Added added(Row row) {
        return new Added(
                new TaskId(row.getUUID("id")),
                row.getString("type"),
                row.getString("input"),
                row.getString("route"),
                row.getInteger("priority"),
                row.getInteger("attempt"),
                TaskState.valueOf(row.getString("state")),
                runAt(row),
                row.getBoolean("earlier"));
    }

    private static Ended ended(Row row, Duration delay) {
        var state = TaskState.valueOf(row.getString("state"));
        return new Ended(
                new Fence(new TaskId(row.getUUID("id")), row.getInteger("attempt")),
                row.getString("type"),
                state,
                state == TaskState.QUEUED ? Optional.of(due(row)) : Optional.empty(),
                Optional.ofNullable(row.getString("error")),
                delay);
    }

    private static Due due(Row row) {
        return new Due(
                new TaskId(row.getUUID("id")),
                row.getString("type"),
                row.getString("route"),
                row.getInteger("priority"),
                row.getInteger("attempt"),
                runAt(row));
    }

    private static Instant runAt(Row row) {
        return row.getOffsetDateTime("run_at").toInstant();
    }
}
