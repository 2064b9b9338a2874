package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** {@link Pruning} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresPruning implements Pruning {

    private final Statements statements;

    PostgresPruning(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Batch<TaskId> tasks(Optional<TaskId> after, Instant before, int size, TaskAges ages) {
        var parameters = Tuple.tuple()
                .addUUID(after.map(TaskId::value).orElse(Version7.SMALLEST))
                .addUUID(Version7.firstOf(before.plus(Version7.CLOCK_SKEW)))
                .addInteger(size)
                .addLong(millis(ages.succeeded()))
                .addLong(millis(ages.cancelled()))
                .addLong(millis(ages.dead()));
        return batch(PruningSql.TASKS, parameters, size, row -> new TaskId(row.getUUID("last")));
    }

    @Override
    public boolean delete(TaskId task, Actor actor) {
        var entry = actor.entry("task.delete", "task", task.toString());
        return statements
                .first(PruningSql.TASK, entry.addTo(Tuple.of(task.value())))
                .isPresent();
    }

    @Override
    public int delete(Collection<TaskId> tasks, Instant endedBefore) {
        var ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        var parameters = Tuple.tuple().addArrayOfUUID(ids).addOffsetDateTime(endedBefore.atOffset(ZoneOffset.UTC));
        return statements.run(Statements.compact(PruningSql.CHOSEN), parameters).size();
    }

    @Override
    public Batch<GroupId> endAbandoned(Optional<GroupId> after, Instant before, int size, Duration age) {
        return batch(
                PruningSql.END_ABANDONED,
                place(after, before, size, age),
                size,
                row -> new GroupId(row.getUUID("last")));
    }

    @Override
    public RipeGroups ripeGroups(Optional<GroupId> after, Instant before, int size, Duration age) {
        var row = statements
                .first(PruningSql.RIPE_GROUPS, place(after, before, size, age))
                .orElseThrow();
        return new RipeGroups(
                Arrays.stream(row.getArrayOfUUIDs("groups")).map(GroupId::new).toList(),
                List.of(row.getArrayOfStrings("types")),
                next(row, size, it -> new GroupId(it.getUUID("last"))));
    }

    @Override
    public int groups(Collection<GroupId> ripe, Duration age) {
        var ids = ripe.stream().map(GroupId::value).toArray(UUID[]::new);
        return statements
                .run(PruningSql.GROUPS, Tuple.tuple().addArrayOfUUID(ids).addLong(age.toMillis()))
                .size();
    }

    private static Tuple place(Optional<GroupId> after, Instant before, int size, Duration age) {
        return Tuple.tuple()
                .addUUID(after.map(GroupId::value).orElse(Version7.SMALLEST))
                .addUUID(Version7.firstOf(before.plus(Version7.CLOCK_SKEW)))
                .addInteger(size)
                .addLong(age.toMillis());
    }

    @Override
    public Batch<EventPlace> events(Optional<EventPlace> after, Instant before, int size, EventAges ages) {
        var parameters = Tuple.tuple()
                .addOffsetDateTime(
                        after.map(EventPlace::createdAt).orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC))
                .addUUID(after.map(EventPlace::event).orElse(Version7.SMALLEST))
                .addOffsetDateTime(before.atOffset(ZoneOffset.UTC))
                .addInteger(size)
                .addLong(millis(ages.published()))
                .addLong(millis(ages.dead()));
        return batch(
                PruningSql.EVENTS,
                parameters,
                size,
                row -> new EventPlace(row.getOffsetDateTime("created_at").toInstant(), row.getUUID("last")));
    }

    private <P> Batch<P> batch(String sql, Tuple parameters, int size, Function<Row, P> last) {
        var row = statements.first(sql, parameters).orElseThrow();
        return new Batch<>(row.getInteger("pruned"), next(row, size, last));
    }

    private static <P> Optional<P> next(Row row, int size, Function<Row, P> last) {
        return row.getInteger("seen") == size ? Optional.of(last.apply(row)) : Optional.empty();
    }

    private static Long millis(Optional<Duration> age) {
        return age.map(Duration::toMillis).orElse(null);
    }
}
