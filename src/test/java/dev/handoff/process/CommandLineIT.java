package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.domain.transcribe.WordErrors;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged command line says, and how it ends. */
class CommandLineIT {

    private static final String SAID = "unless to be rather cold hearted and rather selfish is to be ill disposed";
    // Nobody listens on the port of nobody.
    private static final Map<String, String> NOBODY = Map.of("HANDOFF_URL", "http://localhost:1");

    private static DatabaseUrl database;

    /** Fetches the speech model to where the application looks for it, once for each machine. */
    static void pullModel() throws IOException, InterruptedException {
        new ModelPull(Settings.of(MoonshineConfig.class).folder()).pull(System.out::println);
    }

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void dropDatabase() {
        TestDatabase.drop(database);
    }

    @Test
    void explainsItself() throws Exception {
        var help = Program.run(Map.of(), "--help");
        var version = Program.run(Map.of(), "--version");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("serve", "submit", "HANDOFF_DATA");
        assertThat(version.out()).matches("handoff \\d+\\.\\d+.*\\R");
    }

    @Test
    void endsWithZeroWhenTheTaskSucceeded() throws Exception {
        var ended = run(Map.of(), "run", "process-message", "--json", "--input", "{\"text\":\"hello\",\"steps\":1}");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("\"text\":\"hello\"", "\"steps\":[\"step-1\"]");
    }

    @Test
    void endsWithOneWhenTheTaskIsDead() throws Exception {
        var ended = run(Map.of(), "run", "process-message", "--input", "{\"text\":\"x\",\"fail_permanently\":true}");

        assertThat(ended.code()).as(ended.err()).isOne();
        assertThat(ended.err()).contains("told to fail permanently");
    }

    @Test
    void endsWithTwoWhenAskedForWhatCannotBe() throws Exception {
        assertThat(run(Map.of(), "--colour").code()).isEqualTo(2);
        assertThat(run(Map.of(), "run", "process-message", "--input", "{}").code())
                .isEqualTo(2);
        assertThat(run(Map.of(), "run", "bake-bread").code()).isEqualTo(2);
        assertThat(run(Map.of("APP_ENV", "holiday"), "run", "process-message").code())
                .isEqualTo(2);
    }

    @Test
    void endsWithThreeWhenTheTaskWasCancelled() throws Exception {
        var ended = run(Map.of("TASKS_DRY_RUN", "true"), "run", "process-message", "--input", "{\"text\":\"x\"}");

        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    }

    @Test
    void endsWithFourWhenNobodyIsThere() throws Exception {
        assertThat(Program.run(NOBODY, "list").code()).isEqualTo(4);
        assertThat(Program.run(NOBODY, "submit", "process-message", "--input", "{\"text\":\"x\"}")
                        .code())
                .isEqualTo(4);
    }

    @Test
    void talksToAServer() throws Exception {
        try (var server = Instance.start(database, Map.of())) {
            var url = Map.of("HANDOFF_URL", server.address());

            var ended = Program.run(url, "submit", "process-message", "--wait", "--input", "{\"text\":\"hello\"}");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("hello");
            assertThat(Program.run(url, "list").out()).contains("process-message", "SUCCEEDED");
            assertThat(Program.run(url, "types").out()).contains("process-message", "transcribe");
        }
    }

    @Test
    void bringsItsOwnPostgresAndItsOwnFfmpegAndTranscribes(@TempDir Path data) throws Exception {
        pullModel();
        var model = Settings.of(MoonshineConfig.class).folder().toString();
        var settings = Map.of(
                "HANDOFF_DATA",
                data.toString(),
                "HANDOFF_SPEECH_MOONSHINE_FOLDER",
                model,
                // Finds no ffmpeg of the machine's here.
                "PATH",
                "/usr/sbin:/sbin:" + shellOnly(data));

        var ended = Program.run(settings, "run", "transcribe", "samples/sense-and-sensibility.wav");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(WordErrors.rate(SAID, ended.out().replaceAll("\\s+", " "))).isLessThanOrEqualTo(0.1);
        assertThat(data.resolve("postgres")).isNotEmptyDirectory();
        assertThat(data)
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("ffmpeg-"));
        assertThat(Program.run(Map.of("HANDOFF_DATA", data.toString()), "migrate")
                        .out())
                .contains("0 migrations were applied");
    }

    @Test
    void lendsItsPostgresUntilItIsToldToEnd(@TempDir Path data) throws Exception {
        var process = Program.of(Map.of(), Map.of("HANDOFF_DATA", data.toString()), "database")
                .redirectError(data.resolve("err").toFile())
                .start();
        try (var said = process.inputReader()) {
            var url = said.readLine().replaceFirst("export DATABASE_URL=", "");

            assertThat(Program.run(Map.of("DATABASE_URL", url), "doctor").out())
                    .contains("are not applied yet, from 001 on; run ./handoff migrate")
                    .contains("unused   tasks          there are no tables yet");

            var migrated = Program.run(Map.of("DATABASE_URL", url, "APP_ENV", "production"), "migrate");

            assertThat(migrated.code()).as(migrated.err()).isZero();
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A folder with what PostgreSQL's start needs of the machine, and no more. */
    private static Path shellOnly(Path data) throws IOException {
        var folder = Files.createDirectory(data.resolve("bin"));
        for (var program : new String[] {"sh", "id", "unshare", "cat", "grep", "sed", "tr", "cut", "awk", "uname"}) {
            Files.createSymbolicLink(folder.resolve(program), Path.of("/usr/bin", program));
        }
        return folder;
    }

    private static Program.Ended run(Map<String, String> settings, String... arguments) throws Exception {
        var all = new HashMap<>(Map.of("DATABASE_URL", database.full()));
        all.putAll(settings);
        return Program.run(all, arguments);
    }
}
