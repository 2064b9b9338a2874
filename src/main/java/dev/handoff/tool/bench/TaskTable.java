package dev.handoff.tool.bench;

import dev.handoff.kit.database.embedded.PostgresFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database says of the tasks: the one that can't be mistaken. */
@ApplicationScoped
class TaskTable {

    private static final String UNFINISHED = """
            SELECT EXISTS (SELECT FROM task WHERE state = 'QUEUED') OR EXISTS (SELECT FROM task WHERE state = 'RUNNING')
            """;
    private static final String WAITING = "SELECT count(*) FROM task WHERE state = 'QUEUED'";
    private static final String SUCCEEDED = "SELECT count(*) FROM task WHERE state = 'SUCCEEDED'";
    private static final String AGAIN = "SELECT count(*) FROM task WHERE state = 'SUCCEEDED' AND attempt > 1";
    private static final String MISSING = """
            SELECT id || ' is ' || state || coalesce(': ' || error, '') FROM task WHERE state <> 'SUCCEEDED'
            ORDER BY id LIMIT 10
            """;

    private final Connections connections;

    TaskTable(Connections connections) {
        this.connections = connections;
    }

    boolean unfinished() {
        return connections.ask(UNFINISHED).equals("t");
    }

    int waiting() {
        return Integer.parseInt(connections.ask(WAITING));
    }

    /**
     * What became of the tasks.
     *
     * @param answered how many were, by the engine
     * @param witnessed how many successes were stored
     * @param before how many tasks had succeeded before
     */
    Fate fate(long answered, long witnessed, long before) {
        long succeeded = Long.parseLong(connections.ask(SUCCEEDED)) - before;
        return new Fate(answered, succeeded, Long.parseLong(connections.ask(AGAIN)), witnessed - succeeded, missing());
    }

    private List<String> missing() {
        try (var connection = connections.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(MISSING)) {
            var missing = new ArrayList<String>();
            while (rows.next()) {
                missing.add(rows.getString(1));
            }
            return missing;
        } catch (SQLException e) {
            throw new PostgresFailed("the database failed meanwhile: " + e.getMessage(), e);
        }
    }
}
