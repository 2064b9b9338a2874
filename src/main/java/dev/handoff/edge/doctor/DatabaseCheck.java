package dev.handoff.edge.doctor;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Looks at the database as migrations see it: its release, its clock and its schema. */
@Singleton
final class DatabaseCheck {

    private static final Duration MAX_SKEW = Duration.ofSeconds(1);

    private final DataSource database;
    private final Flyway flyway;

    DatabaseCheck(DataSource database, Flyway flyway) {
        this.database = database;
        this.flyway = flyway;
    }

    String server() throws SQLException {
        try (var connection = database.getConnection()) {
            var facts = connection.getMetaData();
            return "PostgreSQL " + facts.getDatabaseProductVersion() + " at " + facts.getURL();
        }
    }

    String clock() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT clock_timestamp()")) {
            rows.next();
            var theirs = rows.getObject(1, OffsetDateTime.class).toInstant();
            var skew = Duration.between(theirs, Instant.now()).abs();
            if (skew.compareTo(MAX_SKEW) > 0) {
                throw new Finding.Fault("differs from the database's by " + skew.toMillis()
                        + " ms; let both machines get their time from the same servers");
            }
            return "differs from the database's by " + skew.toMillis() + " ms";
        }
    }

    String migrations() {
        var migrations = flyway.info();
        var pending = migrations.pending();
        if (pending.length > 0) {
            throw new Finding.Fault(pending.length + " of " + migrations.all().length + " are not applied yet, from "
                    + pending[0].getVersion() + " on; run ./handoff migrate");
        }
        return "all applied, the last is " + migrations.current().getVersion();
    }

    /** Whether the migrations have begun, so that there is something to ask for. */
    boolean hasTables() throws SQLException {
        try (var connection = database.getConnection();
                var tables = connection.getMetaData().getTables(null, connection.getSchema(), "task", null)) {
            return tables.next();
        }
    }
}
