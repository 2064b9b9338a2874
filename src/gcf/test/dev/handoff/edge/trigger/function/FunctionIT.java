package dev.handoff.edge.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.LocalServer.Request;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The uber-jar in the function framework of Google, in a process of its own, in production's settings. */
class FunctionIT {

    private static final Path TARGET = Path.of(System.getProperty("handoff.function"));
    private static final String UPLOAD = "google.cloud.storage.object.v1.finalized";
    private static final String MESSAGE = "google.cloud.pubsub.topic.v1.messagePublished";

    private static DatabaseUrl database;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private Process process;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh();
        Flyway.configure()
                .dataSource(
                        database.jdbc(), database.user(), database.password().orElse(null))
                .load()
                .migrate();
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(database);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void uploadBecomesOneTaskThatIsRunElsewhere() throws Exception {
        try (var cloudTasks = Live.start(EmulatorOptions.at("localhost", 0));
                var service = new LocalServer(_ -> Answer.json(200, "{}"))) {
            start(
                    "upload",
                    Map.of(
                            "HANDOFF_INPUT", "gs://talks/in",
                            "HANDOFF_OUTPUT", "gs://talks/output",
                            "CLOUD_TASKS_EMULATOR_HOST", "localhost:" + cloudTasks.port(),
                            "GOOGLE_CLOUD_PROJECT", "talks",
                            "TASKS_LOCATION", "here",
                            "TASKS_QUEUE", "handoff",
                            "TASKS_URL_BASE", service.address()));

            var upload = "{\"bucket\": \"talks\", \"name\": \"in/monday.wav\", \"size\": \"5\"}";
            assertThat(bring(UPLOAD, "upload-1", upload)).isEqualTo(200);
            assertThat(bring(UPLOAD, "upload-1", upload)).isEqualTo(200);
            assertThat(bring(UPLOAD, "upload-2", "{\"bucket\": \"talks\", \"name\": \"notes.txt\"}"))
                    .isEqualTo(200);
            assertThat(bring(MESSAGE, "upload-3", "{}")).isEqualTo(500);

            assertThat(rows("upload-"))
                    .containsExactly("transcribe QUEUED {\"filename\":\"gs://talks/in/monday.wav\"}");
            await().atMost(Duration.ofMinutes(1)).until(() -> !service.requests.isEmpty());
            assertThat(service.requests).extracting(Request::path).containsOnly("/api/tasks/transcribe");
        }
    }

    @Test
    void messageBecomesOneTask() throws Exception {
        start("event", Map.of());

        var message = message("{\"type\": \"process-message\", \"input\": {\"text\": \"hello\"}}");
        assertThat(bring(MESSAGE, "message-1", message)).isEqualTo(200);
        assertThat(bring(MESSAGE, "message-1", message)).isEqualTo(200);
        assertThat(bring("dev.handoff.task.process-message", "message-2", "{\"text\": \"direct\"}"))
                .isEqualTo(200);
        assertThat(bring(MESSAGE, "message-3", message("hello"))).isEqualTo(500);

        // It is for somebody else to run them.
        assertThat(rows("message-"))
                .containsExactly(
                        "process-message QUEUED {\"text\":\"hello\"}", "process-message QUEUED {\"text\":\"direct\"}");
    }

    private void start(String function, Map<String, String> settings) throws IOException {
        var log = TARGET.resolve("function-" + function + ".log");
        var process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                TARGET.resolve("function/java-function-invoker.jar").toString(),
                "--classpath",
                jar().toString(),
                "--target",
                "io.quarkus.funqy.gcp.functions.FunqyCloudEventsFunction",
                "--port",
                String.valueOf(port));
        process.environment().keySet().removeIf(name -> name.startsWith("HANDOFF_") || name.startsWith("TASKS_"));
        process.environment().putAll(settings);
        process.environment().putAll(Map.of("DATABASE_URL", database.full(), "QUARKUS_FUNQY_EXPORT", function));
        this.process =
                process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await("listening, see " + log).atMost(Duration.ofMinutes(2)).until(this::isListening);
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(TARGET.resolve("deployment"))) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private boolean isListening() {
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private int bring(String type, String id, String data) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port))
                .header("ce-specversion", "1.0")
                .header("ce-type", type)
                .header("ce-source", "//test")
                .header("ce-id", id)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(data))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String message(String text) {
        var base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "{\"subscription\": \"projects/p/subscriptions/s\", \"message\": {\"messageId\": \"1\", \"data\": \"%s\"}}"
                .formatted(base64);
    }

    private static List<String> rows(String ids) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(
                        "SELECT type, state, input FROM task WHERE dedupe_key LIKE ? ORDER BY id")) {
            statement.setString(1, "cloud-event://test " + ids + "%");
            var found = statement.executeQuery();
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getString(3));
            }
            return rows;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
