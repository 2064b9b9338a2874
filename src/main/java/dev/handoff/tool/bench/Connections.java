package dev.handoff.tool.bench;

import dev.handoff.kit.database.embedded.PostgresFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bare JDBC connections to the engine's database, past every pool. */
@ApplicationScoped
class Connections {

    // Optional: only a measurement sets them.
    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;

    Connections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** @throws PostgresFailed if there is none to be had, for one because the server has given out all it may */
    Connection open() {
        try {
            return DriverManager.getConnection(url.orElseThrow(), user.orElseThrow(), password.orElse(""));
        } catch (SQLException e) {
            throw new PostgresFailed("no connection for a measurement: " + e.getMessage(), e);
        }
    }

    /** Executes statements one after the other. */
    void execute(String... statements) {
        try (var connection = open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new PostgresFailed("the database failed meanwhile: " + e.getMessage(), e);
        }
    }

    /** The first column of the first row, as text. */
    String ask(String query) {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new PostgresFailed("the database failed meanwhile: " + e.getMessage(), e);
        }
    }
}
