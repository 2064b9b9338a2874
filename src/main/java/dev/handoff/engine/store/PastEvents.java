package dev.handoff.engine.store;

import dev.handoff.engine.store.Pruning.EventPlace;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Published and dead events, oldest first. Every method is one bounded statement and throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class PastEvents {

    /** How far is counted. */
    public static final int MAX_COUNTED = 100_000;

    private static final UUID FIRST = new UUID(0, 0);

    private static final String OF_RANGE = """
        FROM event
        WHERE topic = $1 AND created_at >= $2 AND created_at < $3 AND (created_at, id) > ($4, $5) AND relay_at IS NULL
        """;

    private static final String COUNT =
            Statements.compact("SELECT count(*) AS count FROM (SELECT " + OF_RANGE + " LIMIT $6) AS past");

    private static final String PAGE = Statements.compact("SELECT * " + OF_RANGE + " ORDER BY created_at, id LIMIT $6");

    private static final String REPLAY =
            Statements.compact("WITH part AS MATERIALIZED (SELECT id, created_at " + OF_RANGE + """
            ORDER BY created_at, id LIMIT $6
        ), again AS (
            UPDATE event
            SET relay_at = now(), published_at = NULL, dead_at = NULL, failures = 0, error = NULL,
                replay = coalesce($7, replay)
            WHERE id = ANY(ARRAY(SELECT id FROM part)) AND relay_at IS NULL
            RETURNING id
        ), last AS (
            SELECT created_at, id FROM part ORDER BY created_at DESC, id DESC LIMIT 1
        )
        SELECT (SELECT count(*) FROM again) AS count, (SELECT count(*) FROM part) AS seen,
               (SELECT created_at FROM last) AS created_at, (SELECT id FROM last) AS last
        """);

    private final Statements statements;

    PastEvents(Statements statements) {
        this.statements = statements;
    }

    /**
     * Those of a topic that were stored within a time.
     *
     * @param from inclusive
     * @param before exclusive
     */
    public record Range(
            @NotNull String topic,
            @NotNull Instant from,
            @NotNull Instant before) {}

    /** @param isMore whether there are more, of which it isn't known how many */
    public record Count(long events, boolean isMore) {}

    /** @param next the last one, after which to go on; empty if there are no more */
    public record Portion(long events, Optional<EventPlace> next) {

        /** @param most how many it could have been */
        public static Portion of(List<StoredEvent> events, int most) {
            return new Portion(
                    events.size(),
                    events.size() < most
                            ? Optional.empty()
                            : Optional.of(new EventPlace(
                                    events.getLast().createdAt(),
                                    events.getLast().id())));
        }
    }

    /** How many a replay would bring. */
    public Count count(Range range, Optional<EventPlace> after) {
        long count = statements
                .first(COUNT, parameters(range, after, MAX_COUNTED + 1))
                .orElseThrow()
                .getLong("count");
        return new Count(Math.min(count, MAX_COUNTED), count > MAX_COUNTED);
    }

    public List<StoredEvent> page(Range range, Optional<EventPlace> after, int most) {
        return statements.run(PAGE, parameters(range, after, most)).stream()
                .map(EventStore::stored)
                .toList();
    }

    /**
     * Lets some of them be relayed again, at once and with fresh counters. Pending ones are on their way anyhow.
     *
     * @param again a name of this replay, by which subscribers handle the events once more; empty to bring them only to
     *     those that have not handled them
     */
    public Portion replay(Range range, Optional<String> again, Optional<EventPlace> after, int most) {
        var row = statements
                .first(REPLAY, parameters(range, after, most).addString(again.orElse(null)))
                .orElseThrow();
        return new Portion(
                row.getLong("count"), row.getLong("seen") < most ? Optional.empty() : Optional.of(last(row)));
    }

    private static EventPlace last(Row row) {
        return new EventPlace(row.getOffsetDateTime("created_at").toInstant(), row.getUUID("last"));
    }

    private static Tuple parameters(Range range, Optional<EventPlace> after, int most) {
        return Tuple.tuple()
                .addString(range.topic())
                .addOffsetDateTime(range.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.before().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(
                        after.map(EventPlace::createdAt).orElse(range.from()).atOffset(ZoneOffset.UTC))
                .addUUID(after.map(EventPlace::event).orElse(FIRST))
                .addInteger(most);
    }
}
