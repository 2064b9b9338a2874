package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What rows of the tables task and task_group say. */
public final class Rows {

    private Rows() {}

    static TaskRef task(Row row) {
        return new TaskRef(
                id(row),
                row.getString("type"),
                row.getString("route"),
                row.getInteger("priority"),
                row.getInteger("attempt"));
    }

    static Claim claim(Row row) {
        return new Claim(
                task(row),
                row.getString("input"),
                row.getInteger("failures"),
                Duration.ofMillis(row.getLong("waited")),
                Optional.ofNullable(row.getString("traceparent")),
                group(row),
                row.getBoolean("suspect"));
    }

    /** With how many members are in each state. */
    static GroupRecord groupRecord(Row row) {
        var members = new EnumMap<TaskState, Long>(TaskState.class);
        for (var state : TaskState.values()) {
            members.put(state, row.getLong(state.name().toLowerCase(Locale.ROOT)));
        }
        return new GroupRecord(
                new GroupId(row.getUUID("id")),
                GroupState.valueOf(row.getString("state")),
                OnFailure.valueOf(row.getString("on_failure")),
                Optional.ofNullable(row.getInteger("expected")),
                members,
                new TaskId(row.getUUID("completion_task")),
                row.getString("type"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("sealed_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }

    static Ended ended(Row row) {
        return new Ended(task(row), state(row), delay(row), Optional.ofNullable(row.getString("error")), group(row));
    }

    static TaskState state(Row row) {
        return TaskState.valueOf(row.getString("state"));
    }

    static Optional<GroupId> group(Row row) {
        return Optional.ofNullable(row.getUUID("group_id")).map(GroupId::new);
    }

    static Due due(Row row) {
        return new Due(task(row), delay(row));
    }

    static TaskId id(Row row) {
        return new TaskId(row.getUUID("id"));
    }

    static Duration delay(Row row) {
        return row.get(Interval.class, "delay").toDuration();
    }

    /** Statements that change many rows wait for each other's locks in this order, and so never in a circle. */
    static <T> List<T> inOrderOfLocks(Collection<T> things, Function<T, TaskId> task) {
        return things.stream()
                .sorted(Comparator.comparing(thing -> task.apply(thing).value()))
                .toList();
    }
}
