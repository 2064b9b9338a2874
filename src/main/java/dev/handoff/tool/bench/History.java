package dev.handoff.tool.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Tasks that have long succeeded when the measurement begins, as in a database that has been in use for a while. */
@ApplicationScoped
class History {

    private static final int AT_A_TIME = 100_000;

    // Spread over four weeks, younger than what is pruned, with ids of those times.
    private static final String INSERT = """
            INSERT INTO task (id, type, state, route, input, result, attempt, worker, created_at, run_at, started_at, ended_at)
            SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
                    || '8' || substr(md5(n::text), 4, 15))::uuid,
                   ?, 'SUCCEEDED', 'local', '{"text":"hello"}', '{}', 1, 'earlier', moment, moment, moment, moment
            FROM generate_series(?, ?) AS n, LATERAL (SELECT now() - interval '28 days' * (1 - n::float8 / ?) AS moment) AS m
            """;

    private final Connections connections;

    History(Connections connections) {
        this.connections = connections;
    }

    /** Stores that many tasks, about ten thousand a second. */
    void store(int many) throws SQLException, InterruptedException {
        try (var connection = connections.open();
                var insert = connection.prepareStatement(INSERT)) {
            for (int stored = 0; stored < many; stored += AT_A_TIME) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                insert.setString(1, Measurement.TYPE);
                insert.setInt(2, stored + 1);
                insert.setInt(3, Math.min(many, stored + AT_A_TIME));
                insert.setInt(4, many);
                insert.executeUpdate();
            }
        }
        // As autovacuum would have done meanwhile.
        connections.execute("VACUUM (ANALYZE) task");
    }
}
