package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Counts published and dead events. Throws {@link StoreUnavailable} when PostgreSQL doesn't answer. */
@ApplicationScoped
public class PastEvents {

    /** How far is counted. */
    public static final int MAX_COUNTED = 100_000;

    private static final String COUNT = Statements.compact("""
        SELECT count(*) AS count FROM (
            SELECT FROM event WHERE topic = $1 AND created_at >= $2 AND created_at < $3 AND relay_at IS NULL LIMIT $4
        ) AS past
        """);

    private final Statements statements;

    PastEvents(Statements statements) {
        this.statements = statements;
    }

    /** @param isMore whether there are more, of which it isn't known how many */
    public record Count(long events, boolean isMore) {}

    /**
     * How many a replay would bring.
     *
     * @param from inclusive, by the time when an event was stored
     * @param before exclusive
     */
    public Count count(String topic, Instant from, Instant before) {
        var parameters =
                Tuple.of(topic, from.atOffset(ZoneOffset.UTC), before.atOffset(ZoneOffset.UTC), MAX_COUNTED + 1);
        long count = statements.first(COUNT, parameters).orElseThrow().getLong("count");
        return new Count(Math.min(count, MAX_COUNTED), count > MAX_COUNTED);
    }
}
