package dev.handoff.store;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** {@link TaskReader} by Hibernate Reactive Panache. */
@ApplicationScoped
class PanacheTaskReader implements TaskReader {

    private static final String DEPTH = """
            SELECT type, state, count(*) AS count,
                   greatest(0, coalesce(extract(epoch FROM now() - min(run_at)) * 1000, 0))::bigint AS oldest
            FROM task WHERE state = 'QUEUED' OR state = 'RUNNING'
            GROUP BY type, state ORDER BY type, state
            """;

    /** How far a submitter's clock, which ids begin with, may be away from the database's. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private final Statements statements;
    private final Duration timeout;

    PanacheTaskReader(Statements statements, StoreConfig config) {
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
        var conditions = new ArrayList<String>(List.of("1 = 1"));
        var values = new Parameters();
        filter.type().ifPresent(type -> {
            conditions.add("type = :type");
            values.and("type", type);
        });
        filter.state().ifPresent(state -> {
            conditions.add("state = :state");
            values.and("state", state);
        });
        filter.createdFrom().ifPresent(from -> {
            conditions.add("id >= :fromId and createdAt >= :from");
            values.and("fromId", firstIdOf(from.minus(CLOCK_SKEW))).and("from", from);
        });
        filter.createdBefore().ifPresent(before -> {
            conditions.add("id < :beforeId and createdAt < :before");
            values.and("beforeId", firstIdOf(before.plus(CLOCK_SKEW))).and("before", before);
        });
        filter.after().ifPresent(after -> {
            conditions.add("id < :after");
            values.and("after", after.value());
        });
        return inSession(() -> TaskRow.<TaskRow>find(String.join(" and ", conditions), Sort.descending("id"), values)
                .range(0, filter.limit() - 1)
                .list()
                .map(rows -> rows.stream()
                        .map(row -> row.toRecord(List.of(), List.of()))
                        .toList()));
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
                        .map(steps -> Optional.of(task.toRecord(
                                attempts.stream().map(AttemptRow::toRecord).toList(),
                                steps.stream().map(StepRow::toRecord).toList()))));
    }

    /**
     * Ids are version 7 UUIDs (RFC 9562, section 5.7): they begin with the milliseconds of their making, by which the
     * primary key finds a time.
     */
    private static UUID firstIdOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
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
