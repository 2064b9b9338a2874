package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class ServerRoleTest {

    /** One that has to be quoted. */
    private static final String ROLE = "Server-" + UUID.randomUUID();

    private static final String ENTRY =
            "INSERT INTO audit_entry (id, occurred_at, recorded_at, actor, action, entity_type,"
                    + " entity_id, details) VALUES (gen_random_uuid(), now() - interval '%1$s', now() - interval '%1$s', '%2$s', 'a', 'b',"
                    + " 'c', '{}')";

    private static DatabaseUrl database;

    @BeforeAll
    static void grant() throws SQLException {
        database = TestDatabase.fresh();
        Flyway.configure().dataSource(owner()).load().migrate();
        TestDatabase.run("CREATE ROLE \"" + ROLE + "\" LOGIN PASSWORD 'secret'");
        ServerRole.grant(owner(), ROLE);
        ServerRole.grant(owner(), ROLE);
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(database);
        TestDatabase.run("DROP ROLE \"" + ROLE + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO paused_type (type, paused_by) VALUES ('x', 'ada')",
                "UPDATE task SET error = 'x'",
                "DELETE FROM task",
                "SELECT nextval('scan_rule_version')",
                "SELECT version FROM flyway_schema_history"
            })
    void serverWorksOnRows(String statement) throws SQLException {
        try (var server = server()) {
            server.createStatement().execute(statement);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor = 'nobody'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
                "DROP TABLE audit_entry",
                "CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE sql AS 'SELECT null'",
                "DELETE FROM flyway_schema_history"
            })
    void serverCanNotTouchWhatItHasDone(String statement) throws SQLException {
        try (var server = server()) {
            assertThatThrownBy(() -> server.createStatement().execute(statement))
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void serverAddsToTheAuditLogAndPrunesWhatIsOld() throws SQLException {
        try (var server = server();
                var statement = server.createStatement()) {
            statement.execute(ENTRY.formatted("0 days", "young"));
            statement.execute(ENTRY.formatted("29 days", "not old enough"));
            statement.execute(ENTRY.formatted("31 days", "old"));
            statement.execute("SET handoff.audit_is_pruned = 'yes'");

            var pruned = statement.executeQuery("SELECT prune_audit(now() - interval '1 day', 1000)");

            assertThat(pruned.next()).isTrue();
            assertThat(pruned.getInt(1)).isOne();
            var left = statement.executeQuery("SELECT string_agg(actor, ', ' ORDER BY actor) FROM audit_entry");
            assertThat(left.next()).isTrue();
            assertThat(left.getString(1)).isEqualTo("not old enough, young");
        }
    }

    @Test
    void roleThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ServerRole.grant(owner(), "nobody\"; --"))
                .isInstanceOf(Refused.class)
                .hasMessage("there is no role nobody\"; -- in the database: CREATE ROLE it, with LOGIN");
    }

    private static Connection server() throws SQLException {
        return DriverManager.getConnection(database.jdbc(), ROLE, "secret");
    }

    private static PGSimpleDataSource owner() {
        var owner = new PGSimpleDataSource();
        owner.setURL(database.jdbc());
        owner.setUser(database.user());
        owner.setPassword(database.password().orElseThrow());
        return owner;
    }
}
