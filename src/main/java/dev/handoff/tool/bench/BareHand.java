package dev.handoff.tool.bench;

import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.kit.database.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * One connection that makes the writes of a task's life in a {@link BareTable}, each a statement and a commit: what the
 * engine does without the engine.
 */
final class BareHand implements AutoCloseable {

    // Which indexes a waiting row is in depends on its route; these are to be in as many as those of the engine.
    private static final String ROUTE = RouteNames.LOCAL;
    private static final String INPUT = "{\"text\":\"hello\"}";
    private static final String RESULT = "{\"text\":\"hello\",\"attempt\":1,\"steps\":[]}";

    private static final String COLUMNS =
            "INSERT INTO bench_bare (id, type, input, route, patience_ms, priority, run_at, ring_at) ";

    static final String FILL = COLUMNS
            + "SELECT gen_random_uuid(), 'process-message', '" + INPUT + "', '" + ROUTE + "', 15000, 0, now(), now()"
            + " FROM generate_series(1, %d)";

    private static final String INSERT_ONE = COLUMNS + "VALUES (?, ?, ?, ?, 15000, 0, now(), now())";

    private static final String INSERT_MANY = COLUMNS + """
            SELECT id, type, input, route, 15000, 0, now(), now()
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) AS n(id, type, input, route)
            """;

    private static final String CLAIM = """
            WITH next AS (
                SELECT id FROM bench_bare
                WHERE state = 'QUEUED' AND route = 'local' AND type = 'process-message' AND run_at <= now()
                ORDER BY priority DESC, run_at LIMIT ? FOR UPDATE SKIP LOCKED
            )
            UPDATE bench_bare t
            SET state = 'RUNNING', attempt = attempt + 1, worker = 'bench', started_at = now(), ring_at = NULL,
                lease_until = now() + interval '30 s', progress_done = NULL, progress_total = NULL
            FROM next WHERE t.id = next.id
            RETURNING t.id, t.type, t.input, t.attempt
            """;

    private static final String COMPLETE_ONE = """
            UPDATE bench_bare
            SET state = 'SUCCEEDED', result = ?, ended_at = now(), crashes = 0, lease_until = NULL, worker = NULL
            WHERE id = ? AND attempt = 1 AND state = 'RUNNING'
            """;

    private static final String COMPLETE_MANY = """
            UPDATE bench_bare t
            SET state = 'SUCCEEDED', result = d.result, ended_at = now(), crashes = 0, lease_until = NULL, worker = NULL
            FROM unnest(?::text[], ?::uuid[]) AS d(result, id)
            WHERE t.id = d.id AND t.attempt = 1 AND t.state = 'RUNNING'
            """;

    private final Ids ids = new Ids();
    private final Connection connection;
    private final PreparedStatement insertOne;
    private final PreparedStatement insertMany;
    private final PreparedStatement claim;
    private final PreparedStatement completeOne;
    private final PreparedStatement completeMany;

    BareHand(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            // While the table is small and new, the planner would settle for plans that don't bear its growth.
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
        }
        insertOne = connection.prepareStatement(INSERT_ONE);
        insertMany = connection.prepareStatement(INSERT_MANY);
        claim = connection.prepareStatement(CLAIM);
        completeOne = connection.prepareStatement(COMPLETE_ONE);
        completeMany = connection.prepareStatement(COMPLETE_MANY);
    }

    /** Stores this many new tasks with one statement. */
    int insert(int many) throws SQLException {
        if (many == 1) {
            insertOne.setObject(1, ids.next());
            insertOne.setString(2, Measurement.TYPE);
            insertOne.setString(3, INPUT);
            insertOne.setString(4, ROUTE);
            return insertOne.executeUpdate();
        }
        var fresh = new UUID[many];
        for (int i = 0; i < many; i++) {
            fresh[i] = ids.next();
        }
        insertMany.setArray(1, connection.createArrayOf("uuid", fresh));
        insertMany.setArray(2, texts(many, Measurement.TYPE));
        insertMany.setArray(3, texts(many, INPUT));
        insertMany.setArray(4, texts(many, ROUTE));
        return insertMany.executeUpdate();
    }

    /** Claims at most this many with one statement and completes them with another; tells how many there were. */
    int claimAndComplete(int many) throws SQLException {
        claim.setInt(1, many);
        var claimed = new ArrayList<UUID>();
        try (var rows = claim.executeQuery()) {
            while (rows.next()) {
                claimed.add(rows.getObject("id", UUID.class));
            }
        }
        return claimed.isEmpty() ? 0 : complete(claimed);
    }

    private int complete(List<UUID> claimed) throws SQLException {
        if (claimed.size() == 1) {
            completeOne.setString(1, RESULT);
            completeOne.setObject(2, claimed.getFirst());
            return completeOne.executeUpdate();
        }
        completeMany.setArray(1, texts(claimed.size(), RESULT));
        completeMany.setArray(2, connection.createArrayOf("uuid", claimed.toArray()));
        return completeMany.executeUpdate();
    }

    private java.sql.Array texts(int many, String text) throws SQLException {
        return connection.createArrayOf("text", Collections.nCopies(many, text).toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
