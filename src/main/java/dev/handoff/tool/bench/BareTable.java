package dev.handoff.tool.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A copy of the task table, with all that makes its rows expensive: columns, constraints, indexes and settings. */
final class BareTable implements AutoCloseable {

    static final String NAME = "bench_bare";

    private final Connections connections;
    private final List<BareHand> hands = new ArrayList<>();

    BareTable(Connections connections) {
        this.connections = connections;
        connections.execute("DROP TABLE IF EXISTS " + NAME, "CREATE TABLE " + NAME + " (LIKE task INCLUDING ALL)");
        // The one thing that LIKE leaves out.
        var settings = connections.ask(
                "SELECT coalesce(array_to_string(reloptions, ', '), '') FROM pg_class WHERE oid = 'task'::regclass");
        if (!settings.isEmpty()) {
            connections.execute("ALTER TABLE " + NAME + " SET (" + settings + ")");
        }
    }

    /** Has rows wait in it. */
    BareTable fill(int rows) {
        connections.execute(BareHand.FILL.formatted(rows));
        return this;
    }

    /** Connections whose statements are about this table. */
    List<BareHand> hands(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            hands.add(new BareHand(connections.open()));
        }
        return hands;
    }

    @Override
    public void close() throws SQLException {
        for (var hand : hands) {
            hand.close();
        }
        connections.execute("DROP TABLE " + NAME);
    }
}
