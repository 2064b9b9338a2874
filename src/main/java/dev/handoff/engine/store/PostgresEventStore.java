package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@link EventStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresEventStore implements EventStore {

    private final Statements statements;

    PostgresEventStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public List<AddedEvent> add(List<NewEvent> events) {
        var added = new AddedEvent[events.size()];
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < added.length; i++) {
            missing.add(i);
        }
        while (!missing.isEmpty()) {
            var batch = missing.stream().map(events::get).toList();
            for (var row : statements.run(EventSql.ADD, columns(Tuple.tuple(), batch))) {
                int place = missing.get(row.getInteger("place") - 1);
                added[place] = new AddedEvent(stored(row), row.getBoolean("earlier"));
            }
            // An id that was taken after the statement's snapshot is seen by the next one.
            missing.removeIf(i -> added[i] != null);
        }
        return List.of(added);
    }

    /** Appends the six arrays that events are unnested from. */
    static Tuple columns(Tuple parameters, List<NewEvent> events) {
        return parameters
                .addArrayOfUUID(events.stream().map(NewEvent::id).toArray(UUID[]::new))
                .addArrayOfString(events.stream().map(NewEvent::topic).toArray(String[]::new))
                .addArrayOfInteger(events.stream().map(NewEvent::version).toArray(Integer[]::new))
                .addArrayOfString(events.stream().map(NewEvent::dataJson).toArray(String[]::new))
                .addArrayOfString(events.stream().map(NewEvent::source).toArray(String[]::new))
                .addArrayOfString(events.stream()
                        .map(event -> event.traceparent().orElse(null))
                        .toArray(String[]::new));
    }

    @Override
    public List<TakenEvent> take(int limit, Duration lease, Set<String> topics) {
        var parameters = Tuple.of(limit, lease.toMillis()).addArrayOfString(topics.toArray(String[]::new));
        return statements.run(EventSql.TAKE, parameters).stream()
                .map(row -> new TakenEvent(
                        stored(row),
                        row.getInteger("failures"),
                        moment(row, "relay_at").orElseThrow()))
                .toList();
    }

    @Override
    public void published(Collection<TakenEvent> events) {
        var parameters = Tuple.tuple()
                .addArrayOfUUID(events.stream().map(taken -> taken.event().id()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        events.stream().map(taken -> offset(taken.until())).toArray(OffsetDateTime[]::new));
        statements.run(EventSql.PUBLISHED, parameters);
    }

    @Override
    public boolean retry(TakenEvent event, Duration delay, String error) {
        var parameters = Tuple.of(event.event().id(), offset(event.until()), delay.toMillis(), Change.storable(error));
        return statements.first(EventSql.RETRY, parameters).isPresent();
    }

    @Override
    public boolean bury(TakenEvent event, String error) {
        var parameters = Tuple.of(event.event().id(), offset(event.until()), Change.storable(error));
        return statements.first(EventSql.BURY, parameters).isPresent();
    }

    @Override
    public int replay(String topic, Instant from, Instant before, Optional<String> again) {
        var parameters = Tuple.of(topic, offset(from), offset(before)).addString(again.orElse(null));
        return statements
                .first(EventSql.REPLAY, parameters)
                .orElseThrow()
                .getLong("count")
                .intValue();
    }

    @Override
    public Backlog backlog() {
        var row = statements.first(EventSql.BACKLOG, Tuple.tuple()).orElseThrow();
        return new Backlog(row.getLong("events"), Duration.ofMillis(row.getLong("oldest")));
    }

    @Override
    public List<EventRecord> list(EventFilter filter) {
        var parameters = Tuple.tuple()
                .addString(filter.topic().orElse(null))
                .addString(filter.state().map(EventState::name).orElse(null))
                .addOffsetDateTime(filter.from().map(PostgresEventStore::offset).orElse(null))
                .addOffsetDateTime(
                        filter.before().map(PostgresEventStore::offset).orElse(null))
                .addInteger(filter.limit());
        return statements.run(EventSql.LIST, parameters).stream()
                .map(PostgresEventStore::known)
                .toList();
    }

    private static StoredEvent stored(Row row) {
        return new StoredEvent(
                row.getUUID("id"),
                row.getString("topic"),
                row.getInteger("version"),
                row.getString("data"),
                row.getString("source"),
                Optional.ofNullable(row.getString("traceparent")),
                moment(row, "created_at").orElseThrow(),
                Optional.ofNullable(row.getString("replay")));
    }

    private static EventRecord known(Row row) {
        var published = moment(row, "published_at");
        var dead = moment(row, "dead_at");
        var state =
                published.isPresent() ? EventState.PUBLISHED : dead.isPresent() ? EventState.DEAD : EventState.PENDING;
        return new EventRecord(
                stored(row),
                state,
                row.getInteger("failures"),
                Optional.ofNullable(row.getString("error")),
                moment(row, "relay_at"),
                published,
                dead);
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime offset(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
