package dev.handoff.engine.store;

import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreConfig;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link GroupStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresGroupStore implements GroupStore {

    private final Statements statements;
    private final GroupCommit<GroupId, Optional<Settled>> settling;

    PostgresGroupStore(Statements statements, StoreConfig config) {
        this.statements = statements;
        settling = new GroupCommit<>(
                this::settle, _ -> new Object(), _ -> 1, PostgresTaskStore.HEAVIEST_BATCH, config.timeout(), 1);
    }

    @Override
    public AddedGroup add(NewGroup group) {
        var parameters = Tuple.tuple()
                .addUUID(group.id().value())
                .addString(group.onFailure().name())
                .addUUID(group.completion().value())
                .addString(group.type())
                .addString(group.inputJson())
                .addString(group.route())
                .addInteger(Math.toIntExact(group.patience().toMillis()))
                .addInteger(group.priority())
                .addString(group.dedupeKey().orElse(null))
                .addUUID(group.parent().map(TaskId::value).orElse(null))
                .addString(group.traceparent().orElse(null));
        // A key that was taken after the statement's snapshot is found by the next one.
        while (true) {
            var row = statements.first(GroupSql.ADD, parameters);
            if (row.isPresent()) {
                return added(row.get());
            }
        }
    }

    @Override
    public boolean seal(GroupId group, int expected) {
        return statements
                .first(GroupSql.SEAL, Tuple.of(group.value(), expected))
                .isPresent();
    }

    @Override
    public Optional<Settled> settle(GroupId group) {
        return settling.run(group);
    }

    private List<Optional<Settled>> settle(List<GroupId> groups) {
        var settled = new HashMap<GroupId, Settled>();
        var parameters = Tuple.tuple()
                .addArrayOfUUID(
                        groups.stream().map(GroupId::value).distinct().sorted().toArray(UUID[]::new));
        for (var row : statements.run(GroupSql.SETTLE, parameters)) {
            settled.put(id(row), settled(row));
        }
        // The first of those that asked about the same group gets the answer.
        return groups.stream()
                .map(group -> Optional.ofNullable(settled.remove(group)))
                .toList();
    }

    @Override
    public boolean cancel(GroupId group, String reason) {
        return statements
                .first(GroupSql.CANCEL, Tuple.of(group.value(), Change.storable(reason)))
                .isPresent();
    }

    @Override
    public List<Ended> stop(GroupId group, int limit) {
        return statements.run(GroupSql.STOP, Tuple.of(group.value(), limit)).stream()
                .map(Rows::ended)
                .toList();
    }

    @Override
    public List<GroupId> neglected(int limit) {
        return statements.run(GroupSql.NEGLECTED, Tuple.of(limit)).stream()
                .map(PostgresGroupStore::id)
                .toList();
    }

    @Override
    public Optional<GroupRecord> find(GroupId group) {
        return statements.first(GroupSql.FIND, Tuple.of(group.value())).map(PostgresGroupStore::found);
    }

    @Override
    public Optional<GroupId> completedBy(TaskId task) {
        return statements.first(GroupSql.COMPLETED_BY, Tuple.of(task.value())).map(PostgresGroupStore::id);
    }

    @Override
    public List<MemberRecord> members(TaskId completion, Optional<TaskId> after, int limit) {
        var parameters = Tuple.of(completion.value(), after.map(TaskId::value).orElse(Version7.SMALLEST), limit);
        return statements.run(GroupSql.MEMBERS, parameters).stream()
                .map(row -> new MemberRecord(
                        Rows.id(row),
                        row.getString("type"),
                        TaskState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("result")),
                        Optional.ofNullable(row.getString("error"))))
                .toList();
    }

    private static AddedGroup added(Row row) {
        return new AddedGroup(
                id(row),
                state(row),
                OnFailure.valueOf(row.getString("on_failure")),
                completion(row),
                row.getString("type"),
                row.getString("input"),
                row.getBoolean("earlier"));
    }

    private static Settled settled(Row row) {
        var due = new Due(
                completion(row),
                row.getString("type"),
                row.getString("route"),
                row.getInteger("priority"),
                0,
                Duration.ZERO);
        return new Settled(
                id(row),
                state(row),
                state(row) == GroupState.COMPLETED ? Optional.of(due) : Optional.empty(),
                row.get(Interval.class, "took").toDuration());
    }

    private static GroupRecord found(Row row) {
        Map<TaskState, Long> members = new EnumMap<>(TaskState.class);
        for (var state : TaskState.values()) {
            members.put(state, row.getLong(state.name().toLowerCase(Locale.ROOT)));
        }
        return new GroupRecord(
                id(row),
                state(row),
                OnFailure.valueOf(row.getString("on_failure")),
                Optional.ofNullable(row.getInteger("expected")),
                members,
                completion(row),
                row.getString("type"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("sealed_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }

    private static GroupId id(Row row) {
        return new GroupId(row.getUUID("id"));
    }

    private static TaskId completion(Row row) {
        return new TaskId(row.getUUID("completion_task"));
    }

    private static GroupState state(Row row) {
        return GroupState.valueOf(row.getString("state"));
    }
}
