package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.OidcToken;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.ByteString;
import dev.handoff.Settings;
import dev.handoff.domain.transcribe.WordErrors;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.Live;
import dev.handoff.tool.emulator.PushResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged program in production, whose tasks go through a Cloud Tasks that errs. */
class CloudTasksIT {

    private static final String SAID = "unless to be rather cold hearted and rather selfish is to be ill disposed";
    private static final String KEY = "0123456789abcdef";
    private static final String QUEUE = "projects/local/locations/here/queues/handoff";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static DatabaseUrl migrated;

    private final DatabaseUrl database = TestDatabase.copyOf(migrated);
    private final Emulator emulator = Live.start(EmulatorOptions.at("localhost", 0));
    private final int port = Instance.freePort();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "APP_ENV",
            "production",
            "DATABASE_URL",
            database.full(),
            "HANDOFF_API_KEY",
            KEY,
            "PORT",
            Integer.toString(port),
            "CLOUD_TASKS_EMULATOR_HOST",
            "localhost:" + emulator.port(),
            "GOOGLE_CLOUD_PROJECT",
            "local",
            "TASKS_LOCATION",
            "here",
            "TASKS_QUEUE",
            "handoff",
            "TASKS_URL_BASE",
            "http://localhost:" + port,
            "TASKS_SERVICE_ACCOUNT",
            "tasks@local.iam.gserviceaccount.com"));

    @BeforeAll
    static void migrate() throws Exception {
        migrated = TestDatabase.fresh();
        var settings = Map.of("APP_ENV", "production", "DATABASE_URL", migrated.full());
        assertThat(Program.run(settings, "migrate").code()).isZero();
    }

    @AfterAll
    static void dropMigrated() {
        TestDatabase.drop(migrated);
    }

    @AfterEach
    void close() {
        emulator.close();
        TestDatabase.drop(database);
    }

    @Test
    void noTaskIsLostOrRunTwiceAmongDuplicatesLostAnswersAndDisorder() throws Exception {
        emulator.inject(Faults.of(Map.of(
                "duplicate", "0.3", "duplicateDelay", "300ms", "dropAnswer", "0.1", "reorder", "true", "seed", "7")));
        try (var instance = Instance.start(database, settings)) {
            for (int batch = 0; batch < 5; batch++) {
                submit(instance, 100);
            }

            await().atMost(PATIENCE).until(() -> count(instance, "SUCCEEDED") == 500);
            var tasks = list(instance, "SUCCEEDED");
            assertThat(tasks).allSatisfy(task -> {
                assertThat(task.get("attempt").asInt()).isOne();
                assertThat(task.get("failures").asInt()).isZero();
            });
            // Or else nothing was shown.
            assertThat(emulator.deliveries()).anyMatch(PushResult::duplicate);
            assertThat(emulator.deliveries())
                    .anyMatch(delivery ->
                            !delivery.duplicate() && delivery.status().isEmpty());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(emulator.deliveries().stream()
                            .filter(delivery -> delivery.status().orElse(0) == 200)
                            .map(PushResult::task)
                            .collect(Collectors.toSet()))
                    .hasSize(500));
        }
    }

    @Test
    void transcribesWithTokensAlone() throws Exception {
        useSpeechModel();
        settings.put("HANDOFF_STORAGE", Path.of("samples").toAbsolutePath().toString());
        try (var instance = Instance.start(database, settings)) {
            var ticket = submit(
                    instance, "{\"type\":\"transcribe\",\"input\":{\"filename\":\"sense-and-sensibility.wav\"}}");

            var ended = endOf(instance, ticket.get("task_id").asText());

            assertThat(ticket.get("route").asText()).isEqualTo("cloud-tasks");
            assertThat(ticket.get("name").asText()).startsWith("projects/local/locations/here/queues/handoff/tasks/");
            assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
            assertThat(WordErrors.rate(SAID, ended.at("/result/text").asText())).isLessThanOrEqualTo(0.1);
        }
    }

    @Test
    void forgedTokensRunNothing() throws Exception {
        emulator.inject(Faults.of(Map.of("token", "forged")));
        try (var instance = Instance.start(database, settings)) {
            var task = submit(instance, processMessage()).get("task_id").asText();
            await().atMost(PATIENCE).until(() -> !emulator.deliveries().isEmpty());
            assertThat(emulator.deliveries())
                    .allMatch(delivery -> delivery.status().orElse(0) == 401);
            assertThat(task(instance, task).get("attempt").asInt()).isZero();

            emulator.inject(Faults.NONE);

            assertThat(endOf(instance, task).get("state").asText()).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void taskThatCouldNotBeSentIsToldAndSentLater() throws Exception {
        settings.put("HANDOFF_CLOUD_TASKS_PATIENCE", "1s");
        emulator.inject(Faults.of(Map.of("failCreate", "PERMISSION_DENIED:1")));
        try (var instance = Instance.start(database, settings)) {
            var refused = instance.answer("/api/tasks", processMessage(), "Authorization", "Bearer " + KEY);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Instance.body(refused).get("type").asText()).isEqualTo("/problems/dispatch-failed");
            await().atMost(PATIENCE).until(() -> count(instance, "SUCCEEDED") == 1);
        }
    }

    @Test
    void creationWhoseAnswerGotLostIsRepeated() throws Exception {
        emulator.inject(Faults.of(Map.of("failCreate", "DEADLINE_EXCEEDED:1")));
        try (var instance = Instance.start(database, settings)) {
            var task = submit(instance, processMessage()).get("task_id").asText();

            var ended = endOf(instance, task);

            assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(ended.get("attempt").asInt()).isOne();
        }
    }

    @Test
    void failedAttemptsAreTriedAgainThroughTheQueue() throws Exception {
        try (var instance = Instance.start(database, settings)) {
            var task = submit(instance, "{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"fail_attempts\":2}}")
                    .get("task_id")
                    .asText();

            var ended = endOf(instance, task);

            assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(ended.get("attempt").asInt()).isEqualTo(3);
            assertThat(emulator.deliveries()).allMatch(delivery -> delivery.retries() == 0);
        }
    }

    @Test
    void longTaskGoesOnInTheNextDelivery() throws Exception {
        settings.put("HANDOFF_CLOUD_TASKS_BUDGET", "2s");
        try (var instance = Instance.start(database, settings)) {
            var task = submit(
                            instance,
                            "{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"steps\":5,\"sleep_ms\":4000}}")
                    .get("task_id")
                    .asText();

            var ended = endOf(instance, task);

            assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
            assertThat(ended.get("attempt").asInt()).isGreaterThan(1);
            assertThat(ended.get("failures").asInt()).isZero();
            assertThat(ended.get("steps")).hasSize(5);
        }
    }

    @Test
    void purgedTasksAreBroughtAllTheSame() throws Exception {
        settings.put("HANDOFF_CLOUD_TASKS_PATIENCE", "1s");
        try (var cloudTasks = Live.grpc(emulator);
                var instance = Instance.start(database, settings)) {
            cloudTasks.createQueue(
                    "projects/local/locations/here",
                    Queue.newBuilder().setName(QUEUE).build());
            cloudTasks.pauseQueue(QUEUE);
            submit(instance, 20);
            cloudTasks.purgeQueue(QUEUE);
            cloudTasks.resumeQueue(QUEUE);

            await().atMost(PATIENCE).until(() -> count(instance, "SUCCEEDED") == 20);
            assertThat(list(instance, "SUCCEEDED"))
                    .allSatisfy(task -> assertThat(task.get("attempt").asInt()).isOne());
        }
    }

    @Test
    void workOfAKilledInstanceGoesOnAtTheNextOne() throws Exception {
        settings.put("HANDOFF_ENGINE_LEASE", "3s");
        String task;
        try (var first = Instance.start(database, settings)) {
            task = submit(
                            first,
                            "{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"steps\":8,\"sleep_ms\":8000}}")
                    .get("task_id")
                    .asText();
            await().atMost(PATIENCE).until(() -> task(first, task).get("steps").size() >= 2);
            first.kill();
        }
        try (var second = Instance.start(database, settings)) {
            var ended = endOf(second, task);

            assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
            assertThat(ended.get("failures").asInt()).isZero();
            assertThat(ended.get("steps")).hasSize(8);
            assertThat(ended.get("steps").get(0).get("attempt").asInt()).isOne();
            assertThat(ended.get("steps").get(7).get("attempt").asInt()).isGreaterThan(1);
            assertThat(emulator.deliveries())
                    .anyMatch(delivery -> delivery.status().isEmpty());
        }
    }

    @Test
    void tasksOfForeignProducersBecomeRowsOnce() throws Exception {
        emulator.inject(Faults.of(Map.of("duplicate", "1")));
        try (var instance = Instance.start(database, settings);
                var producer = Live.grpc(emulator)) {
            producer.createTask(QUEUE, foreign("{\"text\":\"from elsewhere\"}"));
            producer.createTask(QUEUE, foreign("{\"text\":"));

            await().atMost(PATIENCE).until(() -> count(instance, "SUCCEEDED") == 1 && count(instance, "DEAD") == 1);
            await().atMost(PATIENCE).until(() -> emulator.deliveries().size() >= 4);
            assertThat(emulator.deliveries()).anyMatch(PushResult::duplicate);
            assertThat(list(instance, "SUCCEEDED").get(0).get("attempt").asInt())
                    .isOne();
            assertThat(list(instance, "DEAD").get(0).get("error").asText()).contains("not the input as JSON");
            assertThat(count(instance, "SUCCEEDED") + count(instance, "DEAD")).isEqualTo(2);
        }
    }

    private Task foreign(String body) {
        return Task.newBuilder()
                .setHttpRequest(HttpRequest.newBuilder()
                        .setUrl(settings.get("TASKS_URL_BASE") + "/api/tasks/process-message")
                        .setBody(ByteString.copyFromUtf8(body))
                        .setOidcToken(OidcToken.newBuilder()
                                .setServiceAccountEmail(settings.get("TASKS_SERVICE_ACCOUNT"))
                                .setAudience(settings.get("TASKS_URL_BASE"))))
                .build();
    }

    private void useSpeechModel() throws Exception {
        CommandLineIT.pullModel();
        settings.put(
                "HANDOFF_SPEECH_MOONSHINE_FOLDER",
                Settings.of(MoonshineConfig.class).folder().toString());
    }

    @Test
    void doctorFindsNothingToMend() throws Exception {
        useSpeechModel();
        try (var instance = Instance.start(database, settings)) {
            submit(instance, processMessage());
            var examined = Program.run(settings, "doctor");

            assertThat(Files.readString(instance.log())).contains("event=tasks.cloud.enabled");
            assertThat(examined.code()).as(examined.out()).isZero();
            assertThat(examined.out().lines()).noneMatch(line -> line.startsWith("problem"));
            assertThat(examined.out())
                    .contains("cloud-tasks takes tasks")
                    .contains("process-message: projects/local/locations/here/queues/handoff runs and brings tasks to")
                    .contains("tokens of tasks@local.iam.gserviceaccount.com");
        }
    }

    @Test
    void doctorFindsAQueueThatStandsStill() throws Exception {
        useSpeechModel();
        try (var cloudTasks = Live.grpc(emulator)) {
            cloudTasks.createQueue(
                    "projects/local/locations/here",
                    Queue.newBuilder().setName(QUEUE).build());
            cloudTasks.pauseQueue(QUEUE);
        }

        var examined = Program.run(settings, "doctor");

        assertThat(examined.code()).as(examined.out()).isOne();
        assertThat(examined.out().lines())
                .filteredOn(line -> line.startsWith("problem"))
                .singleElement()
                .asString()
                .contains("cloud-tasks", QUEUE + " is PAUSED, so nothing is brought");
    }

    @Test
    void missingVariableStopsTheStartAndIsNamed() throws Exception {
        settings.remove("TASKS_QUEUE");

        var refused = Program.run(settings, "serve");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("TASKS_QUEUE not set");
    }

    @Test
    void serverBringsItsOwnCloudTasksForDevelopment() throws Exception {
        if (Program.isExecutable()) {
            var refused = Program.run(Map.of(), "serve", "--emulator");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("not part of the native executable");
            return;
        }
        try (var instance = Instance.serve(database, "--emulator")) {
            var ticket = instance.post("/api/tasks", processMessage());

            await().atMost(PATIENCE)
                    .until(() ->
                            instance.stateOf(ticket.get("task_id").asText()).equals("SUCCEEDED"));
            assertThat(ticket.get("route").asText()).isEqualTo("cloud-tasks");
        }
    }

    private static String processMessage() {
        return "{\"type\":\"process-message\",\"input\":{\"text\":\"hello\"}}";
    }

    private static void submit(Instance instance, int tasks) {
        var batch =
                IntStream.range(0, tasks).mapToObj(_ -> processMessage()).collect(Collectors.joining(",", "[", "]"));
        var answer = instance.answer("/api/tasks", batch, "Authorization", "Bearer " + KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static JsonNode submit(Instance instance, String body) {
        var answer = instance.answer("/api/tasks", body, "Authorization", "Bearer " + KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Instance.body(answer);
    }

    private static JsonNode endOf(Instance instance, String task) {
        await().atMost(PATIENCE).until(() -> task(instance, task).hasNonNull("ended_at"));
        return task(instance, task);
    }

    private static JsonNode task(Instance instance, String id) {
        return Instance.body(instance.get("/api/tasks/" + id, "Authorization", "Bearer " + KEY));
    }

    private static JsonNode list(Instance instance, String state) {
        return Instance.body(instance.get("/api/tasks?limit=1000&state=" + state, "Authorization", "Bearer " + KEY))
                .get("tasks");
    }

    private static int count(Instance instance, String state) {
        return list(instance, state).size();
    }
}
