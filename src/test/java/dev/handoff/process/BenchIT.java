package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program measures itself and leaves nothing behind. */
@Tag(Program.JAR_ALONE)
class BenchIT {

    private static final String[] SMALL = {"bench", "--tasks", "200", "--producers", "4", "--rate", "50"};

    private DatabaseUrl database;
    private Set<String> before;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.fresh();
        before = databases();
    }

    // The server outlives a run of the tests that fails.
    @AfterEach
    void drop() throws SQLException {
        execute("DROP ROLE IF EXISTS guest_of_bench");
        TestDatabase.drop(database);
    }

    @Test
    void tellsEverythingAsJson() throws Exception {
        var ended = Program.run(settings(database), with("--json"));

        assertThat(ended.code()).as(ended.err()).isZero();
        var report = new ObjectMapper().readTree(ended.out());
        assertThat(report.at("/fate/sound").asBoolean()).isTrue();
        assertThat(report.at("/enqueue/bare/together/per_second").asDouble()).isPositive();
        assertThat(report.at("/drain/through/per_second").asDouble()).isPositive();
        assertThat(report.at("/drain/drain/per_second").asDouble()).isPositive();
        assertThat(report.at("/idle/waiting").asLong()).isPositive();
        assertThat(report.at("/latency/p99_ms").asDouble()).isPositive();
        assertThat(report.at("/idle/cpu_percent").isNumber()).isTrue();
        assertThat(report.at("/live/lag/count").asLong()).isPositive();
        assertThat(report.at("/live/missed").asLong()).isZero();
        assertThat(report.at("/machine/variant").asText()).isEqualTo(Program.isExecutable() ? "native" : "jar");
        assertThat(report.at("/postgres/fsync").asText()).isEqualTo("off");
        assertNothingIsLeft();
    }

    @Test
    void tellsPeopleATable() throws Exception {
        var ended = Program.run(settings(database), with("--only", "latency"));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("WHAT")
                .containsPattern("start, 99th percentile +[0-9.]+ ms +below 15 ms")
                .contains("succeeded once")
                .doesNotContain("drain");
        assertThat(ended.err()).contains("warming up");
    }

    @ParameterizedTest
    @CsvSource({"enqueue, warming up", "enqueue, bare inserts", "drain, draining"})
    void leavesNothingBehindWhenItIsInterrupted(String phase, String step) throws Exception {
        var process = Program.of(Map.of(), settings(database), "bench", "--tasks", "3000", "--only", phase)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = process.errorReader()) {
            assertThat(said.lines().anyMatch(line -> line.startsWith(step))).isTrue();

            // Not Process.destroy, which closes the streams as well.
            process.toHandle().destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines()).contains("interrupted");
            assertThat(process.exitValue()).isEqualTo(3);
            assertNothingIsLeft();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void refusesWhatCannotBeMeasured() throws Exception {
        var cloud = new HashMap<>(settings(database));
        cloud.put("TASKS_DRY_RUN", "true");
        cloud.put("HANDOFF_ROUTES", "process-message:loopback");
        cloud.put("TASKS_FORCE_HTTP_LOOPBACK", "true");

        assertThat(Program.run(settings(database), "bench", "--tasks", "0").code())
                .isEqualTo(2);
        var ended = Program.run(cloud, SMALL);
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("--route local");
        assertNothingIsLeft();
    }

    @Test
    void userWhoMayNotCreateADatabaseIsToldTheRemedy() throws Exception {
        execute("CREATE ROLE guest_of_bench LOGIN PASSWORD 'guest'");
        var guest = new DatabaseUrl(
                database.host(), database.port(), database.database(), "guest_of_bench", Optional.of("guest"), "");

        var ended = Program.run(settings(guest), SMALL);

        assertThat(ended.code()).as(ended.err()).isEqualTo(4);
        assertThat(ended.err()).contains("ALTER ROLE \"guest_of_bench\" CREATEDB");
        assertThat(ended.out()).isEmpty();
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(databases()).isEqualTo(before);
        assertThat(ask("SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("0");
    }

    private static String[] with(String... more) {
        return Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new);
    }

    private static Map<String, String> settings(DatabaseUrl url) {
        return Map.of("DATABASE_URL", url.full());
    }

    private Set<String> databases() throws SQLException {
        return ask("SELECT datname FROM pg_database WHERE datname LIKE 'handoff%'");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Set<String> ask(String sql) throws SQLException {
        var found = new HashSet<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
