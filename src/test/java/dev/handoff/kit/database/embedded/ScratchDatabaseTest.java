package dev.handoff.kit.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScratchDatabaseTest {

    private static final String ABANDONED = "handoff_scratch_00000000000000000000000000000000";
    private static final String SOMEBODYS = "handoff_scratch_of_somebody";

    private DatabaseUrl neighbour;

    @BeforeEach
    void create() {
        neighbour = TestDatabase.fresh();
    }

    // The server outlives a run of the tests that fails.
    @AfterEach
    void drop() throws SQLException {
        execute("DROP DATABASE IF EXISTS " + ABANDONED);
        execute("DROP DATABASE IF EXISTS " + SOMEBODYS);
        execute("DROP ROLE IF EXISTS visitor");
        TestDatabase.drop(neighbour);
    }

    @Test
    void isADatabaseOfItsOwnUntilItIsClosed() throws SQLException {
        String name;
        try (var scratch = ScratchDatabase.beside(neighbour);
                var connection = scratch.url().connect()) {
            name = connection.getCatalog();
            assertThat(name).isNotEqualTo(neighbour.database());
            assertThat(databases()).contains(name);
        }

        assertThat(databases()).doesNotContain(name);
    }

    @Test
    void leavesTheOnesAloneThatAreInUse() throws SQLException {
        try (var one = ScratchDatabase.beside(neighbour);
                var _ = ScratchDatabase.beside(neighbour)) {
            assertThat(databases()).contains(one.url().database());
        }
    }

    @Test
    void dropsWhatAKilledProcessLeft() throws SQLException {
        execute("CREATE DATABASE " + ABANDONED);
        execute("CREATE DATABASE " + SOMEBODYS);

        ScratchDatabase.beside(neighbour).close();

        assertThat(databases()).doesNotContain(ABANDONED).contains(SOMEBODYS);
    }

    @Test
    void userWhoMayNotCreateOneIsToldTheRemedy() throws SQLException {
        execute("CREATE ROLE visitor LOGIN PASSWORD 'visitor'");
        var visitor = new DatabaseUrl(
                neighbour.host(), neighbour.port(), neighbour.database(), "visitor", Optional.of("visitor"), "");
        var before = databases();

        assertThatThrownBy(() -> ScratchDatabase.beside(visitor))
                .isInstanceOf(PostgresFailed.class)
                .hasMessageStartingWith("visitor may not create databases")
                .hasMessageContaining("ALTER ROLE \"visitor\" CREATEDB");
        assertThat(databases()).isEqualTo(before);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = neighbour.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Set<String> databases() throws SQLException {
        var names = new HashSet<String>();
        try (var connection = neighbour.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
