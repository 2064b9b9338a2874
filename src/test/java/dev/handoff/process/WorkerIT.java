package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two packaged programs, one of which is the other's worker server. */
@Tag(Program.JAR_ALONE)
class WorkerIT {

    private final DatabaseUrl database = TestDatabase.fresh();

    @AfterEach
    void drop() {
        TestDatabase.drop(database);
    }

    @Test
    void workerRunsWhatTheServerTakesIn() throws Exception {
        try (var worker = Instance.start(database, Map.of());
                var server = Instance.start(
                        database,
                        Map.of(
                                "USE_WORKER_IN_DEV", "true",
                                "WORKER_URL_BASE", worker.address(),
                                "HANDOFF_WORKER_TYPES", "process-message",
                                "HANDOFF_SERVE", "transcribe"))) {
            var ticket = server.post("/api/tasks", "{\"type\":\"process-message\",\"input\":{\"text\":\"hello\"}}");
            var id = ticket.get("task_id").asText();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.stateOf(id).equals("SUCCEEDED"));

            assertThat(ticket.get("route").asText()).isEqualTo("worker");
            assertThat(ticket.get("name").asText()).startsWith("dev-worker-dispatch-20");
            assertThat(Files.readString(worker.log()))
                    .contains("event=tasks.cloud.disabled reason=")
                    .contains("event=task.succeeded task_id=" + id);
            await().until(() ->
                    Files.readString(server.log()).contains("event=tasks.dev.worker_success task_id=" + id));
        }
    }

    @Test
    void taskOfAnAbsentWorkerWaitsForIt() throws Exception {
        int port = Instance.freePort();
        try (var server = Instance.start(
                database,
                Map.of(
                        "USE_WORKER_IN_DEV", "true",
                        "WORKER_URL_BASE", "http://localhost:" + port,
                        "HANDOFF_WORKER_TYPES", "process-message"))) {
            var id = server.submit("process-message", "{\"text\":\"hello\"}");
            await().until(() ->
                    Files.readString(server.log()).contains("event=tasks.dev.worker_exception task_id=" + id));
            assertThat(server.stateOf(id)).isEqualTo("QUEUED");

            // It sweeps as well, and has to know where tasks of that route go.
            var settings = Map.of("PORT", Integer.toString(port), "WORKER_URL_BASE", "http://localhost:" + port);
            try (var worker = Instance.start(database, settings)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> server.stateOf(id).equals("SUCCEEDED"));
                assertThat(worker.isReady()).isTrue();
            }
        }
    }
}
