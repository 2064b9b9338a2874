package dev.handoff.kit.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers: each test has its own, in a copy of a folder that was set up once. */
@Timeout(120)
class OwnPostgresTest {

    @TempDir
    static Path prepared;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    @BeforeAll
    static void prepare() {
        OwnPostgres.start(prepared, System.err::println).close();
    }

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.walk(prepared)) {
            for (var file : files.filter(path -> !path.startsWith(prepared.resolve("programs")))
                    .toList()) {
                var target = folder.resolve(prepared.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.createSymbolicLink(folder.resolve("programs"), prepared.resolve("programs"));
    }

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        Postmaster.of(folder.resolve("postgres")).ifPresent(left -> left.stop(10));
    }

    @Test
    void dataSurvivesARestart() throws SQLException {
        try (var first = start()) {
            execute(first.database("shop"), "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (var second = start()) {
            assertThat(query(second.database("shop"), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void lastOneToLeaveStopsTheServer() throws IOException {
        start().close();

        assertThat(Postmaster.of(folder.resolve("postgres"))).isEmpty();
    }

    @Test
    void committedDataIsOnDisk() throws SQLException {
        try (var postgres = start()) {
            assertThat(query(postgres.database("shop"), "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres.database("shop"), "SHOW synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    @Test
    void serverListensOnThisMachineAlone() throws SQLException {
        try (var postgres = start()) {
            assertThat(query(postgres.database("shop"), "SHOW listen_addresses"))
                    .isEqualTo("127.0.0.1");
            assertThat(query(postgres.database("shop"), "SHOW unix_socket_directories"))
                    .isEmpty();
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (var postgres = start()) {
            var known = postgres.database("shop");
            var guess = new DatabaseUrl(known.host(), known.port(), "shop", known.user(), Optional.of("guess"), "");

            assertThatThrownBy(guess::connect).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void anotherProcessSharesTheServer() throws Exception {
        try (var postgres = start();
                var visitor = new Visitor(folder)) {
            assertThat(visitor.port()).isEqualTo(postgres.database("shop").port());
        }
    }

    @Test
    void serverOutlivesWhoStartedIt() throws Exception {
        try (var visitor = new Visitor(folder)) {
            int port = visitor.port();
            try (var postgres = start()) {
                visitor.leave();

                assertThat(query(postgres.database("shop"), "SELECT 1")).isEqualTo("1");
                assertThat(postgres.database("shop").port()).isEqualTo(port);
            }
        }
    }

    @Test
    void serverOfAKilledProcessIsFoundAgain() throws Exception {
        try (var visitor = new Visitor(folder)) {
            int port = visitor.port();
            visitor.kill();

            try (var postgres = start()) {
                assertThat(postgres.database("shop").port()).isEqualTo(port);
            }
        }
        assertThat(Postmaster.of(folder.resolve("postgres"))).isEmpty();
    }

    @Test
    void killedServerIsStartedAgain() throws Exception {
        try (var first = start()) {
            execute(first.database("shop"), "CREATE TABLE kept AS SELECT 42 AS answer");
            killServer();
        }

        try (var second = start()) {
            assertThat(query(second.database("shop"), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void processNumberOfSomethingElseIsNoServer() throws Exception {
        start().close();
        var stale = List.of(Long.toString(ProcessHandle.current().pid()), "", "0", "1", "", "", "", "ready");
        Files.write(folder.resolve("postgres/postmaster.pid"), stale);

        try (var postgres = start()) {
            assertThat(query(postgres.database("shop"), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void interruptedFirstStartIsBegunAnew() throws Exception {
        Files.writeString(folder.resolve("postgres/postgresql.conf"), "half written");
        Files.writeString(folder.resolve("postgres.unfinished"), "");

        try (var postgres = start()) {
            assertThat(query(postgres.database("shop"), "SELECT 1")).isEqualTo("1");
        }
        assertThat(notices).singleElement().asString().startsWith("setting up PostgreSQL in " + folder);
    }

    @Test
    void lostPasswordIsReported() throws Exception {
        start().close();
        Files.delete(folder.resolve("postgres.password"));

        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("postgres.password is missing");
    }

    @Test
    @Timeout(30)
    void serversOwnReasonForNotStartingIsReported() throws Exception {
        start().close();
        Files.writeString(folder.resolve("postgres/postgresql.conf"), "nonsense = 1");

        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("postgresql.conf\" contains errors (its log is ")
                .hasMessageContaining("set DATABASE_URL");
    }

    private OwnPostgres start() {
        return OwnPostgres.start(folder, notices::add);
    }

    private void killServer() throws Exception {
        var server = Postmaster.of(folder.resolve("postgres")).orElseThrow().process();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);
    }

    private static void execute(DatabaseUrl database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseUrl database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
