package dev.handoff.engine.tally;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table {@code tally}: what all instances have counted. Throws {@code StoreUnavailable} if PostgreSQL doesn't answer. */
@ApplicationScoped
public class TallyStore {

    private static final String WRITE = """
        INSERT INTO tally (worker, seconds, began_at, type, submitted, succeeded, failed, dead, cancelled,
                           input_tokens, output_tokens, waited, ran, cost)
        SELECT $1::text, seconds, began_at, type, submitted, succeeded, failed, dead, cancelled,
               input_tokens, output_tokens, waited::int4[], ran::int4[], cost::numeric
        FROM unnest($2::int4[], $3::timestamptz[], $4::text[], $5::int8[], $6::int8[], $7::int8[], $8::int8[], $9::int8[],
                    $10::int8[], $11::int8[], $12::text[], $13::text[], $14::text[])
            AS l(seconds, began_at, type, submitted, succeeded, failed, dead, cancelled,
                 input_tokens, output_tokens, waited, ran, cost)
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
    record Line(Tally.Place place, Sums sums) {}

    /**
     * What was counted.
     *
     * @param types by type, in their order
     * @param points by the beginning of each step, oldest first; those in which nothing happened are left out
     */
    public record Counted(Map<String, Sums> types, Map<Instant, Sums> points) {}

    /** All at once: there are two lines for each type that did something of late. */
    void write(String worker, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var parameters = new Columns<>(lines, Tuple.of(worker))
                .integers(line -> line.place().period().seconds())
                .moments(line -> line.place().began().atOffset(ZoneOffset.UTC))
                .texts(line -> line.place().type())
                .longs(line -> line.sums().submitted)
                .longs(line -> line.sums().succeeded)
                .longs(line -> line.sums().failed)
                .longs(line -> line.sums().dead)
                .longs(line -> line.sums().cancelled)
                .longs(line -> line.sums().inputTokens)
                .longs(line -> line.sums().outputTokens)
                // Arrays of different lengths form no array.
                .texts(line -> array(line.sums().waited))
                .texts(line -> array(line.sums().ran))
                .texts(line -> line.sums().cost.toPlainString())
                .tuple();
        statements.run(WRITE, parameters);
    }

    private static String array(Spread spread) {
        return Arrays.stream(spread.counts()).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
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
