package dev.handoff.engine.tally;

import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code tally}: what all instances have counted. Throws {@code StoreUnavailable} if PostgreSQL doesn't answer. */
@ApplicationScoped
public class TallyStore {

    private static final String WRITE = """
        INSERT INTO tally (seconds, began_at, type, worker, submitted, succeeded, failed, dead, cancelled,
                           waited, ran, input_tokens, output_tokens, cost)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (seconds, began_at, type, worker) DO UPDATE SET
            submitted = excluded.submitted, succeeded = excluded.succeeded, failed = excluded.failed,
            dead = excluded.dead, cancelled = excluded.cancelled, waited = excluded.waited, ran = excluded.ran,
            input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens, cost = excluded.cost
        """;

    private static final String FORGET = "DELETE FROM tally WHERE seconds = $1 AND began_at < $2";

    private static final String READ =
            "SELECT * FROM tally WHERE seconds = $1 AND began_at >= $2 ORDER BY began_at, type, worker";

    private final Statements statements;

    TallyStore(Statements statements) {
        this.statements = statements;
    }

    /** What one instance has counted in a period, so far. */
    record Line(Tally.Place place, Sums sums, Tuple values) {

        static Line of(Tally.Place place, Sums sums) {
            return new Line(
                    place,
                    sums,
                    Tuple.tuple()
                            .addLong(sums.submitted)
                            .addLong(sums.succeeded)
                            .addLong(sums.failed)
                            .addLong(sums.dead)
                            .addLong(sums.cancelled)
                            .addArrayOfInteger(sums.waited.counts())
                            .addArrayOfInteger(sums.ran.counts())
                            .addLong(sums.inputTokens)
                            .addLong(sums.outputTokens)
                            .addBigDecimal(sums.cost));
        }
    }

    /**
     * What was counted.
     *
     * @param types by type, in their order
     * @param points by the beginning of each step, oldest first; those in which nothing happened are left out
     */
    public record Counted(Map<String, Sums> types, Map<Instant, Sums> points) {}

    void write(String worker, List<Line> lines) {
        for (var line : lines) {
            var place = line.place();
            var row = Tuple.tuple()
                    .addInteger(place.period().seconds())
                    .addOffsetDateTime(place.began().atOffset(ZoneOffset.UTC))
                    .addString(place.type())
                    .addString(worker);
            for (int i = 0; i < line.values().size(); i++) {
                row.addValue(line.values().getValue(i));
            }
            statements.run(WRITE, row);
        }
    }

    /** Deletes what nobody looks at any more. */
    void forget(Instant now) {
        for (var period : Period.values()) {
            var end = now.minus(period.kept()).atOffset(ZoneOffset.UTC);
            statements.run(FORGET, Tuple.of(period.seconds(), end));
        }
    }

    /** The period that ends now. */
    public Counted read(Period period, Instant now) {
        var types = new LinkedHashMap<String, Sums>();
        var points = new LinkedHashMap<Instant, Sums>();
        var first = period.first(now).atOffset(ZoneOffset.UTC);
        for (var row : statements.run(READ, Tuple.of(period.seconds(), first))) {
            add(types.computeIfAbsent(row.getString("type"), _ -> new Sums()), row);
            add(points.computeIfAbsent(moment(row), _ -> new Sums()), row);
        }
        return new Counted(types, points);
    }

    private static Instant moment(Row row) {
        OffsetDateTime began = row.getOffsetDateTime("began_at");
        return began.toInstant();
    }

    private static void add(Sums sums, Row row) {
        sums.submitted += row.getLong("submitted");
        sums.succeeded += row.getLong("succeeded");
        sums.failed += row.getLong("failed");
        sums.dead += row.getLong("dead");
        sums.cancelled += row.getLong("cancelled");
        sums.inputTokens += row.getLong("input_tokens");
        sums.outputTokens += row.getLong("output_tokens");
        sums.cost = sums.cost.add(row.getBigDecimal("cost"));
        sums.waited.add(row.getArrayOfIntegers("waited"));
        sums.ran.add(row.getArrayOfIntegers("ran"));
    }
}
