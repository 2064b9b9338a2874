package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
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

/**
 * The outbox. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer; whether the
 * statement took effect is then unknown. Events that belong to a success are stored by {@link TaskStore#finish}.
 */
@ApplicationScoped
public class EventStore {

    /**
     * An event that is stored now.
     *
     * @param duplicate whether an event of this id was there before, which {@code event} is then
     */
    public record Added(StoredEvent event, boolean duplicate) {}

    /**
     * An event in the hands of one relay.
     *
     * @param failures how often relaying it failed so far
     * @param until when it may be given to another relay. Also the fence: a later taking has another time
     */
    public record Taken(StoredEvent event, int failures, Instant until) {}

    /**
     * Which events to list, newest first.
     *
     * @param from inclusive, by the time when an event was stored
     * @param before exclusive
     * @param after the last event of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public record Filter(
            Optional<String> topic,
            Optional<EventState> state,
            Optional<Instant> from,
            Optional<Instant> before,
            Optional<Place> after,
            int limit) {

        /** Where an event stands in the list. */
        public record Place(Instant createdAt, UUID id) {}
    }

    /**
     * Events that not every subscriber, or the broker, has yet.
     *
     * @param oldest how long the oldest has been waiting since it was stored; zero if there is none
     */
    public record Backlog(long events, Duration oldest) {}

    private final Statements statements;

    public EventStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * Stores new events, all or none.
     *
     * @return for each, in order: itself, or the earlier event of the same id
     */
    public List<Added> add(List<NewEvent> events) {
        var added = new Added[events.size()];
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < added.length; i++) {
            missing.add(i);
        }
        while (!missing.isEmpty()) {
            var batch = missing.stream().map(events::get).toList();
            for (var row : statements.run(EventSql.ADD, columns(Tuple.tuple(), batch))) {
                int place = missing.get(row.getInteger("place") - 1);
                added[place] = new Added(stored(row), row.getBoolean("earlier"));
            }
            // An id that was taken after the statement's snapshot is seen by the next one.
            missing.removeIf(i -> added[i] != null);
        }
        return List.of(added);
    }

    /**
     * Stores the events of a request whose ids are made of its key, all or none.
     *
     * @param request its form
     * @return for each, in order: itself, or the earlier event of the same id; empty if the key belongs to a request of
     *     another form, and nothing was stored
     */
    public Optional<List<Added>> add(List<NewEvent> events, String request) {
        var parameters = columns(Tuple.tuple(), events).addString(request);
        while (true) {
            var rows = statements.run(EventSql.ADD_REQUEST, parameters);
            if (rows.stream().anyMatch(row -> row.getBoolean("other"))) {
                return Optional.empty();
            }
            if (rows.size() == events.size()) {
                return Optional.of(rows.stream()
                        .map(row -> new Added(stored(row), row.getBoolean("earlier")))
                        .toList());
            }
        }
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

    /**
     * Takes events whose turn has come. Of any number of relays, one gets each.
     *
     * @param topics names and versions in the form {@code post.published.v1}; others are left to instances that know them
     * @param lease how long they are held before they may be given to another relay
     */
    public List<Taken> take(int limit, Duration lease, Set<String> topics) {
        var parameters = Tuple.of(limit, lease.toMillis()).addArrayOfString(topics.toArray(String[]::new));
        return statements.run(EventSql.TAKE, parameters).stream()
                .map(row -> new Taken(
                        stored(row),
                        row.getInteger("failures"),
                        moment(row, "relay_at").orElseThrow()))
                .toList();
    }

    /** Marks events as published, but for those that another relay has taken since. */
    public void published(Collection<Taken> events) {
        var parameters = Tuple.tuple()
                .addArrayOfUUID(events.stream().map(taken -> taken.event().id()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        events.stream().map(taken -> offset(taken.until())).toArray(OffsetDateTime[]::new));
        statements.run(EventSql.PUBLISHED, parameters);
    }

    /**
     * Puts an event off.
     *
     * @return false if another relay has taken it since, and nothing was changed
     */
    public boolean retry(Taken event, Duration delay, String error) {
        var parameters =
                Tuple.of(event.event().id(), offset(event.until()), delay.toMillis(), ErrorText.storable(error));
        return statements.first(EventSql.RETRY, parameters).isPresent();
    }

    /**
     * Gives an event up.
     *
     * @return false if another relay has taken it since, and nothing was changed
     */
    public boolean bury(Taken event, String error) {
        var parameters = Tuple.of(event.event().id(), offset(event.until()), ErrorText.storable(error));
        return statements.first(EventSql.BURY, parameters).isPresent();
    }

    /** Stores an event that can never be relayed; empty if there is one of its id, which stays as it is. */
    public Optional<StoredEvent> addDead(NewEvent event, String error) {
        var parameters = columns(Tuple.tuple(), List.of(event)).addString(ErrorText.storable(error));
        return statements.first(EventSql.ADD_DEAD, parameters).map(EventStore::stored);
    }

    /** What is pending. */
    public Backlog backlog() {
        var row = statements.first(EventSql.BACKLOG, Tuple.tuple()).orElseThrow();
        return new Backlog(row.getLong("events"), Duration.ofMillis(row.getLong("oldest")));
    }

    /** Newest first. */
    public List<EventRecord> list(Filter filter) {
        var query = EventListQuery.of(filter);
        return statements.run(query.sql(), query.parameters()).stream()
                .map(EventStore::known)
                .toList();
    }

    static StoredEvent stored(Row row) {
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
