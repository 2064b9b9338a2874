package dev.handoff.kit.database.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A new, empty database beside another one, for something that must not touch that. It is dropped when it is closed; one
 * whose process was killed is dropped by the next that is made from the same database.
 */
public final class ScratchDatabase implements AutoCloseable {

    private static final String PREFIX = "handoff_scratch_";
    private static final String ABANDONED = """
            SELECT datname FROM pg_database d
            WHERE datname ~ '^handoff_scratch_[0-9a-f]{32}$'
                AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
            """;
    private static final String NOT_ALLOWED = "42501";

    private final DatabaseUrl neighbour;
    private final DatabaseUrl url;
    private final Connection presence;

    private ScratchDatabase(DatabaseUrl neighbour, DatabaseUrl url, Connection presence) {
        this.neighbour = neighbour;
        this.url = url;
        this.presence = presence;
    }

    /**
     * Makes one on the same server, for the same user.
     *
     * @throws PostgresFailed if the user may not, with the remedy, or the server doesn't answer
     */
    public static ScratchDatabase beside(DatabaseUrl neighbour) {
        var url = neighbour.withDatabase(PREFIX + UUID.randomUUID().toString().replace("-", ""));
        try (var connection = neighbour.connect();
                var statement = connection.createStatement()) {
            // Held until the connection ends. Others take a database without this lock for abandoned.
            statement.execute("SELECT pg_advisory_lock(hashtext('" + PREFIX + "'))");
            dropAbandoned(statement);
            // Unlike the usual template, this one has no sessions that could be in the way.
            statement.execute("CREATE DATABASE " + url.database() + " TEMPLATE template0");
            return new ScratchDatabase(neighbour, url, url.connect());
        } catch (SQLException e) {
            throw failed(neighbour, e);
        }
    }

    /** Where it is. */
    public DatabaseUrl url() {
        return url;
    }

    /** @throws PostgresFailed if it can't be dropped, with its name */
    @Override
    public void close() {
        try (presence;
                var connection = neighbour.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + url.database() + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new PostgresFailed("can't drop the database " + url.database() + ": " + e.getMessage(), e);
        }
    }

    private static void dropAbandoned(Statement statement) throws SQLException {
        var abandoned = new ArrayList<String>();
        try (var rows = statement.executeQuery(ABANDONED)) {
            while (rows.next()) {
                abandoned.add(rows.getString(1));
            }
        }
        drop(statement, abandoned);
    }

    private static void drop(Statement statement, List<String> abandoned) {
        for (var name : abandoned) {
            try {
                statement.execute("DROP DATABASE IF EXISTS " + name);
            } catch (SQLException notOurs) {
                // It belongs to another user or is in use. A later run may drop it.
            }
        }
    }

    private static PostgresFailed failed(DatabaseUrl neighbour, SQLException e) {
        if (!NOT_ALLOWED.equals(e.getSQLState())) {
            return new PostgresFailed("can't make a database beside " + neighbour + ": " + e.getMessage(), e);
        }
        return new PostgresFailed(
                neighbour.user() + " may not create databases on " + neighbour.host() + ":" + neighbour.port()
                        + ", and one is needed so that " + neighbour.database()
                        + " is left alone; let a superuser execute ALTER ROLE \"" + neighbour.user()
                        + "\" CREATEDB, or unset DATABASE_URL to use the PostgreSQL that Handoff brings along",
                e);
    }
}
