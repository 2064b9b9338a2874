package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
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
    public Batch<GroupId> groups(Optional<GroupId> after, Instant before, int size, Duration age) {
        var parameters = Tuple.tuple()
                .addUUID(after.map(GroupId::value).orElse(Version7.SMALLEST))
                .addUUID(Version7.firstOf(before.plus(Version7.CLOCK_SKEW)))
                .addInteger(size)
                .addLong(age.toMillis());
        return batch(PruningSql.GROUPS, parameters, size, row -> new GroupId(row.getUUID("last")));
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
        return new Batch<>(
                row.getInteger("pruned"),
                row.getInteger("seen") == size ? Optional.of(last.apply(row)) : Optional.empty());
    }

    private static Long millis(Optional<Duration> age) {
        return age.map(Duration::toMillis).orElse(null);
    }
}
