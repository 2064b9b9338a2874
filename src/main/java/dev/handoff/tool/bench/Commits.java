package dev.handoff.tool.bench;

import dev.handoff.kit.database.embedded.PostgresFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The smallest change that the database can keep: one row on one connection, network and disk included.
 *
 * @param took each of them
 */
public record Commits(Rate rate, Percentiles took) {

    private static final Duration DURATION = Duration.ofSeconds(2);

    static Commits measure(Connections connections) {
        connections.execute("CREATE TABLE bench_commit (number bigint)");
        try (var connection = connections.open();
                var insert = connection.prepareStatement("INSERT INTO bench_commit VALUES (?)")) {
            var micros = new Histogram(3);
            long begin = System.nanoTime();
            for (long last = begin, now = begin; now - begin < DURATION.toNanos(); last = now) {
                insert.setLong(1, now);
                insert.execute();
                now = System.nanoTime();
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - last));
            }
            return new Commits(Rate.of(micros.getTotalCount(), System.nanoTime() - begin), Percentiles.of(micros));
        } catch (SQLException e) {
            throw new PostgresFailed("the database failed meanwhile: " + e.getMessage(), e);
        } finally {
            connections.execute("DROP TABLE bench_commit");
        }
    }
}
