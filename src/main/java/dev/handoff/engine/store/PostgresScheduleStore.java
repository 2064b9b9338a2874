package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@link ScheduleStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresScheduleStore implements ScheduleStore {

    private final Statements statements;

    PostgresScheduleStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public void register(List<NewSchedule> schedules) {
        var columns = new Columns<>(schedules)
                .texts(NewSchedule::name)
                .texts(NewSchedule::cron)
                .texts(NewSchedule::zone);
        statements.run(ScheduleSql.REGISTER, columns.tuple());
    }

    @Override
    public Look look(Collection<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no names to look for");
        }
        var rows = statements.run(ScheduleSql.LOOK, Tuple.tuple().addArrayOfString(names.toArray(String[]::new)));
        var found = rows.stream()
                .filter(row -> row.getString("name") != null)
                .map(PostgresScheduleStore::schedule)
                .collect(Collectors.toMap(ScheduleRecord::name, Function.identity()));
        return new Look(rows.getFirst().getOffsetDateTime("now").toInstant(), found);
    }

    @Override
    public boolean tick(String schedule, Instant tick, NewTask task) {
        var parameters = Tuple.of(
                        schedule,
                        tick.atOffset(ZoneOffset.UTC),
                        task.id().value(),
                        task.task().type(),
                        task.inputJson(),
                        task.task().route())
                .addInteger(Math.toIntExact(task.patience().toMillis()))
                .addString(task.origin().traceparent().orElse(null));
        return statements.first(ScheduleSql.TICK, parameters).isPresent();
    }

    @Override
    public boolean pause(String schedule, Actor actor) {
        var parameters = Tuple.of(schedule, actor.name(), actor.reason().orElse(null));
        var entry = actor.entry("schedule.pause", "schedule", schedule);
        return statements.first(ScheduleSql.PAUSE, entry.addTo(parameters)).isPresent();
    }

    @Override
    public boolean resume(String schedule, Actor actor) {
        var entry = actor.entry("schedule.resume", "schedule", schedule);
        return statements
                .first(ScheduleSql.RESUME, entry.addTo(Tuple.of(schedule)))
                .isPresent();
    }

    @Override
    public List<ScheduleRecord> paused() {
        return statements.run(ScheduleSql.PAUSED, Tuple.tuple()).stream()
                .map(PostgresScheduleStore::schedule)
                .toList();
    }

    private static ScheduleRecord schedule(Row row) {
        return new ScheduleRecord(
                row.getString("name"),
                row.getOffsetDateTime("since").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("last_tick")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getUUID("last_task")).map(TaskId::new),
                Optional.ofNullable(row.getOffsetDateTime("paused_at"))
                        .map(since -> new Pause(
                                since.toInstant(),
                                row.getString("paused_by"),
                                Optional.ofNullable(row.getString("pause_reason")))));
    }
}
