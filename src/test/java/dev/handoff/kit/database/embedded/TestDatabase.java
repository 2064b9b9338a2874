package dev.handoff.kit.database.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** An empty database for one run of the application, in the one PostgreSQL server of this test run. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    // Quarkus loads this class anew for every test profile; a system property is what all of them can see.
    private static final String SERVER = "handoff.test.server";
    private static final Map<String, String> FAST =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private DatabaseUrl database;

    @Override
    public Map<String, String> start() {
        database = fresh();
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactive(),
                "quarkus.datasource.jdbc.url", database.jdbc(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password().orElseThrow());
    }

    @Override
    public void stop() {
        drop(database);
    }

    /** An empty database, for tests that do without Quarkus. */
    public static DatabaseUrl fresh() {
        return OwnPostgres.create(server(), newName());
    }

    /** A database with all that is in another one, to which nobody may be connected. */
    public static DatabaseUrl copyOf(DatabaseUrl other) {
        var copy = server().withDatabase(newName());
        run("CREATE DATABASE " + copy.database() + " TEMPLATE " + other.database());
        return copy;
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace('-', '_');
    }

    public static void drop(DatabaseUrl database) {
        run("DROP DATABASE IF EXISTS " + database.database() + " WITH (FORCE)");
    }

    /** What only the server's owner may do, such as ending connections of others. */
    public static void run(String statement) {
        try (var connection = server().connect();
                var call = connection.createStatement()) {
            call.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("can't " + statement, e);
        }
    }

    private static DatabaseUrl server() {
        // A constant text is one object for all class loaders. Database drivers lock the properties themselves.
        synchronized (SERVER) {
            if (System.getProperty(SERVER) == null) {
                var postgres = OwnPostgres.start(Path.of("target", "postgres"), FAST, System.err::println);
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
                System.setProperty(SERVER, postgres.database("postgres").full());
            }
            return DatabaseUrl.parse(System.getProperty(SERVER));
        }
    }
}
