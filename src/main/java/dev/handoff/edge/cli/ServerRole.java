package dev.handoff.edge.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * What servers need of a database that belongs to another role: to read and write rows, and of the audit log to add to it. They
 * own nothing, so that they can switch no trigger off.
 */
final class ServerRole {

    private static final String UNKNOWN_ROLE = "42704";

    private static final List<String> GRANTS = List.of(
            "GRANT USAGE ON SCHEMA public TO %s",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %s",
            "REVOKE UPDATE, DELETE ON audit_entry FROM %s",
            "REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM %s",
            "REVOKE EXECUTE ON FUNCTION prune_audit FROM PUBLIC",
            "GRANT EXECUTE ON FUNCTION prune_audit TO %s");

    private ServerRole() {}

    /**
     * Grants it all, as far as it isn't granted yet.
     *
     * @throws Refused if there is no such role
     */
    static void grant(DataSource database, String role) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            grant(connection, role);
            connection.commit();
        }
    }

    private static void grant(Connection connection, String role) throws SQLException {
        try (var statement = connection.createStatement()) {
            var quoted = '"' + role.replace("\"", "\"\"") + '"';
            for (var grant : GRANTS) {
                statement.execute(grant.formatted(quoted));
            }
        } catch (SQLException e) {
            if (UNKNOWN_ROLE.equals(e.getSQLState())) {
                throw Refused.usage("there is no role " + role + " in the database: CREATE ROLE it, with LOGIN");
            }
            throw e;
        }
    }
}
