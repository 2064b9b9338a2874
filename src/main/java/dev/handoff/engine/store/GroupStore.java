package dev.handoff.engine.store;

import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes what is true about groups. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer; whether the statement took effect is then unknown.
 *
 * <p>Nothing counts members while they end. The instance that ended a member, or sealed the group, settles the group
 * afterwards, in a statement that sees everything committed before: of two members that end at the same time, the later
 * settling sees both.
 */
@ApplicationScoped
public class GroupStore {

    /**
     * A group that is stored now.
     *
     * @param duplicate whether the dedupe key found an earlier group, which the rest describes then
     */
    public record Added(
            GroupId id,
            GroupState state,
            OnFailure onFailure,
            TaskId completion,
            String type,
            int priority,
            String inputJson,
            boolean duplicate) {}

    /**
     * A group that has just ended by itself.
     *
     * @param state COMPLETED or FAILED
     * @param completion the task to ring for, of a group that is complete
     * @param took since it was created, by the database's clock
     */
    public record Settled(GroupId id, GroupState state, Optional<Due> completion, Duration took) {}

    /** A member of a group, as its completion task sees it. */
    public record Member(
            TaskId id, String type, TaskState state, Optional<String> resultJson, Optional<String> error) {}

    /** Greater than every id. */
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Statements statements;
    private final GroupCommit<GroupId, Optional<Settled>> settling;

    GroupStore(Statements statements, DatabaseConfig config) {
        this.statements = statements;
        settling = new GroupCommit<>(
                this::settle,
                _ -> new Object(),
                _ -> 1,
                new GroupCommit.Bounds(PostgresTaskStore.MAX_BATCH_WEIGHT, config.timeout(), 1),
                statements.tracing());
    }

    /** Stores the group, or finds the earlier one with the same dedupe key. */
    public Added add(NewGroup group) {
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

    /** Closes an open group that has this many members. False if it isn't open or has another number; see {@link #find}. */
    public boolean seal(GroupId group, int expected) {
        return statements
                .first(GroupSql.SEAL, Tuple.of(group.value(), expected))
                .isPresent();
    }

    /**
     * Ends the group if it is sealed and its members let it: with its completion task if all have ended, or as failed if
     * one is dead and that is to be so. Of any number of callers, one gets the answer.
     */
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

    /** Ends a group that has not ended. Its members are to be cancelled with {@link #stop}. False if it had ended. */
    public boolean cancel(GroupId group, String reason) {
        return statements
                .first(GroupSql.CANCEL, Tuple.of(group.value(), ErrorText.storable(reason)))
                .isPresent();
    }

    /**
     * Cancels members of a group that was cancelled or has failed.
     *
     * @return those that ended or were asked to; empty when none is left
     */
    public List<Ended> stop(GroupId group, int limit) {
        return statements.run(GroupSql.STOP, Tuple.of(group.value(), limit)).stream()
                .map(Rows::ended)
                .toList();
    }

    /** Groups that could be settled, or whose members are still to be cancelled, because an instance died before doing so. */
    public List<GroupId> neglected(int limit) {
        return statements.run(GroupSql.NEGLECTED, Tuple.of(limit)).stream()
                .map(GroupStore::id)
                .toList();
    }

    /** The group and how many members it has. */
    public Optional<GroupRecord> find(GroupId group) {
        return statements.first(GroupSql.FIND, Tuple.of(group.value())).map(Rows::groupRecord);
    }

    /** Those of these groups that there are, with how many members they have. */
    public List<GroupRecord> find(Collection<GroupId> groups) {
        var ids = groups.stream().map(GroupId::value).toArray(UUID[]::new);
        return statements.run(GroupSql.FIND_ALL, Tuple.tuple().addArrayOfUUID(ids)).stream()
                .map(Rows::groupRecord)
                .toList();
    }

    /**
     * Groups with their counts, newest first.
     *
     * @param after the last group of the page before
     */
    public List<GroupRecord> list(Optional<GroupState> state, Optional<GroupId> after, int limit) {
        var parameters = Tuple.of(
                after.map(GroupId::value).orElse(NEWEST),
                state.map(GroupState::name).orElse(null),
                limit);
        return statements.run(GroupSql.LIST, parameters).stream()
                .map(Rows::groupRecord)
                .toList();
    }

    /** The group that this task completes; empty if it is no completion. */
    public Optional<GroupId> completedBy(TaskId task) {
        return statements.first(GroupSql.COMPLETED_BY, Tuple.of(task.value())).map(GroupStore::id);
    }

    /**
     * The members of the group that this task completes, in the order of their ids.
     *
     * @param after the last one of those before
     */
    public List<Member> members(TaskId completion, Optional<TaskId> after, int limit) {
        var parameters = Tuple.of(completion.value(), after.map(TaskId::value).orElse(Version7.SMALLEST), limit);
        return statements.run(GroupSql.MEMBERS, parameters).stream()
                .map(row -> new Member(
                        Rows.id(row),
                        row.getString("type"),
                        TaskState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("result")),
                        Optional.ofNullable(row.getString("error"))))
                .toList();
    }

    private static Added added(Row row) {
        return new Added(
                id(row),
                state(row),
                OnFailure.valueOf(row.getString("on_failure")),
                completion(row),
                row.getString("type"),
                row.getInteger("priority"),
                row.getString("input"),
                row.getBoolean("earlier"));
    }

    private static Settled settled(Row row) {
        var task = new TaskRef(
                completion(row), row.getString("type"), row.getString("route"), row.getInteger("priority"), 0);
        return new Settled(
                id(row),
                state(row),
                state(row) == GroupState.COMPLETED ? Optional.of(new Due(task, Duration.ZERO)) : Optional.empty(),
                row.get(Interval.class, "took").toDuration());
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
