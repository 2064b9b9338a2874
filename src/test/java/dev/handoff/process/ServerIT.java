package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.LocalServer.Request;
import dev.handoff.domain.transcribe.WordErrors;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.redis.TestRedis;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged server does for its callers. */
class ServerIT {

    private static final String SAID = "unless to be rather cold hearted and rather selfish is to be ill disposed";

    private static final String RECORDING = "sense-and-sensibility.wav";

    private static final LocalServer MODEL = new LocalServer(ServerIT::answer);

    private static final TestRedis REDIS = new TestRedis();

    private static DatabaseUrl database;
    private static Instance server;

    @BeforeAll
    static void start(@TempDir Path storage) throws Exception {
        CommandLineIT.pullModel();
        Files.copy(Path.of("samples", RECORDING), storage.resolve(RECORDING));
        ImageIO.write(
                new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB),
                "png",
                storage.resolve("moon.png").toFile());
        database = TestDatabase.fresh();
        // By name, so that both database drivers have to find out what localhost is.
        var named = new DatabaseUrl(
                "localhost", database.port(), database.database(), database.user(), database.password(), "");
        server = Instance.start(
                named,
                Map.of(
                        "HANDOFF_STORAGE",
                        storage.toString(),
                        "REDIS_URL",
                        REDIS.url(),
                        "HANDOFF_SPEECH",
                        "moonshine",
                        "HANDOFF_MODEL_OPENAI_BASE_URL",
                        MODEL.address(),
                        "HANDOFF_MODEL_PRICES",
                        "gpt-4.1-mini=0.40/1.60"));
    }

    @AfterAll
    static void stop() {
        server.close();
        REDIS.close();
        MODEL.close();
        TestDatabase.drop(database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudevents | application/json             | {\"text\": \"binary\"}",
                "cloudevents | application/cloudevents+json | {\"specversion\": \"1.0\", \"id\": \"2\", \"source\": \"/it\", "
                        + "\"type\": \"dev.handoff.task.process-message\", \"data\": {\"text\": \"structured\"}}",
                "pubsub      | application/json             | {\"subscription\": \"s\", \"message\": {\"messageId\": \"3\", "
                        + "\"attributes\": {\"type\": \"process-message\"}, \"data\": \"eyJ0ZXh0IjogInB1c2hlZCJ9\"}}"
            })
    void takesEventsFromOutside(String path, String type, String body) throws Exception {
        var event = HttpRequest.newBuilder(URI.create(server.address() + "/api/" + path))
                .header("X-Tasks-Auth", "a-secure-local-secret")
                .header("Content-Type", type)
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/it")
                .header("ce-type", "dev.handoff.task.process-message")
                .POST(HttpRequest.BodyPublishers.ofString(body));

        var answer = HttpClient.newHttpClient().send(event.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var task = answer.headers().firstValue("Location").orElseThrow().replace("/api/tasks/", "");
        assertThat(ended(task).at("/state").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void demoHasTasksInEveryState() throws Exception {
        var fresh = TestDatabase.fresh();
        try (var demo = Instance.serve(fresh, "--demo")) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(states(demo))
                    .contains("transcribe SUCCEEDED")
                    .contains("process-message QUEUED", "process-message RUNNING")
                    .contains("process-message DEAD", "process-message SUCCEEDED"));
        } finally {
            TestDatabase.drop(fresh);
        }
    }

    private static List<String> states(Instance server) {
        return Instance.body(server.get("/api/tasks"))
                .path("tasks")
                .valueStream()
                .map(task ->
                        task.path("type").asText() + " " + task.path("state").asText())
                .toList();
    }

    @Test
    void runsWhatIsSubmitted() {
        var task = server.submit("process-message", "{\"text\":\"hello\",\"steps\":2}");

        var ended = ended(task);

        assertThat(ended.at("/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/result/text").asText()).isEqualTo("hello");
        assertThat(ended.at("/result/steps/1").asText()).isEqualTo("step-2");
        assertThat(ended.at("/steps").size()).isEqualTo(2);
    }

    @Test
    void runsOnlyTheTypesThatItIsToldToServe() throws Exception {
        try (var transcriber = Instance.start(database, Map.of("HANDOFF_SERVE", "transcribe"))) {
            var refused = transcriber.answer(
                    "/api/tasks/process-message", "{\"text\":\"x\"}", "X-Tasks-Auth", "a-secure-local-secret");

            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(Instance.body(refused).path("detail").asText()).contains("served here are transcribe");
            // Submitting is another thing: whoever serves the type runs it, as the server beside it does here.
            var task = transcriber.submit("process-message", "{\"text\":\"for somebody else\"}");
            assertThat(ended(task).path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(ended(task).path("attempt").asInt()).isEqualTo(1);
        }
    }

    @Test
    void readsAndWritesTheJsonOfEveryTaskType() throws Exception {
        REDIS.ask("HSET impressions:r1 view 2");
        server.post("/api/resources", "{\"resource_id\":\"r1\",\"content\":\"Unless to be rather cold-hearted\"}");
        var types = Instance.body(server.get("/api/task-types")).path("task_types");

        assertThat(types)
                .extracting(type -> type.path("name").asText())
                .contains("bulk", "replay")
                .filteredOn(name -> !Set.of("bulk", "replay").contains(name))
                .containsExactlyInAnyOrderElementsOf(TaskInputs.ALL.keySet());
        assertThat(types)
                .filteredOn(type -> TaskInputs.ALL.containsKey(type.path("name").asText()))
                .allSatisfy(ServerIT::runsWithEveryField);
    }

    @Test
    void doesToManyWhatAPersonOrders() {
        var later = server.submit("process-message", "{\"text\":\"later\",\"sleep_ms\":60000}");

        var ordered = server.post("/api/bulk/cancel", "{\"filter\":{\"id\":\"%s\"}}".formatted(later));

        assertThat(ended(ordered.path("task_id").asText()).at("/result/changed").asInt())
                .isOne();
        assertThat(ended(later).path("state").asText()).isEqualTo("CANCELLED");
    }

    private static void runsWithEveryField(JsonNode type) {
        var name = type.path("name").asText();
        var input = TaskInputs.ALL.get(name);

        var task = ended(server.submit(name, input));

        assertThat(task.path("state").asText()).as(task.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(task.path("result")).as(name).isNotEmpty();
        assertThat(task.path("input").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> type.at(
                        "/input_schema/properties")
                .fieldNames());
    }

    /** As a language model would. */
    private static Answer answer(Request request) {
        var said = said(request.text());
        return Answer.json(
                200,
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + said
                        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}");
    }

    private static String said(String prompt) {
        if (prompt.contains("alt_text")) {
            return "{\\\"description\\\":\\\"A moon\\\",\\\"alt_text\\\":\\\"Moon\\\"}";
        }
        if (prompt.contains("You teach people to speak")) {
            return "{\\\"score\\\":0.8,\\\"feedback\\\":\\\"Well read.\\\"}";
        }
        return "{\\\"note\\\":\\\"It is rock.\\\",\\\"sources\\\":[\\\"https://nasa.gov/moon\\\"]}";
    }

    @Test
    void tellsWhatALanguageModelHasUsed() {
        var ended = ended(server.submit("ai-note", TaskInputs.ALL.get("ai-note")));

        assertThat(ended.at("/result/note").asText()).isEqualTo("It is rock.");
        assertThat(ended.at("/usage/0/input_tokens").asLong()).isEqualTo(100);
        assertThat(ended.at("/usage/0/cost").decimalValue()).isEqualByComparingTo("0.000056");
        assertThat(server.get("/q/metrics").body().lines())
                .anyMatch(line -> line.startsWith("handoff_model_tokens_total{") && line.contains("\"input\""));
    }

    @Test
    void triesAgainWhatFailed() {
        var ended = ended(server.submit("process-message", "{\"text\":\"x\",\"fail_attempts\":1}"));

        assertThat(ended.at("/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/result/attempt").asInt()).isEqualTo(2);
        assertThat(ended.at("/attempts/0/error").asText()).contains("told to fail in 1 attempts");
    }

    @Test
    void revivesADeadTask() {
        var task = server.submit("process-message", "{\"text\":\"x\",\"fail_permanently\":true}");
        assertThat(ended(task).path("state").asText()).isEqualTo("DEAD");

        var answer = server.answer("/api/tasks/" + task + "/retry", "");

        assertThat(answer.statusCode()).isEqualTo(202);
        await().until(() -> server.task(task).path("attempt").asInt() == 2);
        assertThat(ended(task).path("error").asText()).contains("told to fail permanently");
    }

    @Test
    void cancelsAWaitingTask() {
        var task = Instance.body(
                        server.answer(
                                "/api/tasks",
                                "{\"type\":\"process-message\",\"input\":{\"text\":\"x\"},\"run_at\":\"2100-01-01T00:00:00Z\"}"))
                .path("task_id")
                .asText();

        var answer = server.post("/api/tasks/" + task + "/cancel", "{\"reason\":\"changed my mind\"}");

        assertThat(answer.path("cancelled").asBoolean()).isTrue();
        assertThat(server.stateOf(task)).isEqualTo("CANCELLED");
    }

    @Test
    void storesManyTasksAtOnce() {
        var one = "{\"type\":\"process-message\",\"input\":{\"text\":\"x\"}}";

        var tickets = server.post("/api/tasks", "[" + one + "," + one + "," + one + "]");

        assertThat(tickets).hasSize(3).allSatisfy(ticket -> assertThat(
                        ended(ticket.path("task_id").asText()).path("state").asText())
                .isEqualTo("SUCCEEDED"));
    }

    @Test
    void runsAFunction() {
        var answer = server.answer(
                "/api/tasks/process-message", "{\"text\":\"now\"}", "X-Tasks-Auth", "a-secure-local-secret");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Instance.body(answer).at("/result/text").asText()).isEqualTo("now");
    }

    @Test
    void writesDownWhatIsSaid() {
        var ended = ended(server.submit("transcribe", TaskInputs.ALL.get("transcribe")));

        var text = ended.at("/result/text").asText();
        assertThat(WordErrors.rate(SAID, text)).as(text).isLessThanOrEqualTo(0.1);
        assertThat(ended.at("/result/segments/0/end").asDouble()).isGreaterThan(4);
    }

    @Test
    void explainsWhatIsWrongWithATask() {
        var answer = server.answer(
                "/api/tasks", "{\"type\":\"process-message\",\"input\":{\"sleep_ms\":-1,\"colour\":\"red\"}}");

        assertProblem(answer, 422, "invalid-task");
        assertThat(Instance.body(answer).path("errors"))
                .extracting(error -> error.path("field").asText() + " "
                        + error.path("detail").asText())
                .containsExactlyInAnyOrder(
                        "/input/text required property 'text' not found",
                        "/input/sleep_ms must have a minimum value of 0, was -1",
                        "/input/colour is unknown; known are fail_attempts, fail_permanently, sleep_ms, steps, text");
    }

    @Test
    void explainsWhatIsWrongWithARequest() {
        assertProblem(server.answer("/api/tasks", "{\"type\":"), 400, "malformed-json");
        assertProblem(server.answer("/api/tasks/process-message", "{\"text\":\"x\"}"), 401, "unauthorized");
        assertProblem(server.get("/api/tasks/00000000-0000-7000-8000-000000000000"), 404, "task-not-found");
        assertProblem(server.answer("/api/tasks", "{\"type\":\"bake-bread\",\"input\":{}}"), 404, "unknown-task-type");
    }

    @Test
    void bringsEventsToTheirSubscribers() {
        var event = server.post(
                        "/api/events",
                        "{\"topic\":\"post.published\",\"data\":"
                                + "{\"post_id\":\"p2\",\"author_id\":\"jane\",\"title\":\"Emma\"}}")
                .path("event_id")
                .asText();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        Instance.body(server.get("/api/events?state=published")).path("events"))
                .extracting(it -> it.path("event_id").asText())
                .contains(event));
        assertThat(Instance.body(server.get("/api/tasks?type=index-post")).at("/tasks"))
                .isNotEmpty();
    }

    @Test
    void promisesWhatEveryTopicTells() {
        assertThat(Instance.body(server.get("/api/topics")).path("topics"))
                .hasSize(18)
                .allSatisfy(topic -> assertThat(topic.at("/schema/required")).isNotEmpty());
    }

    @Test
    void countsWhatItDoes() {
        ended(server.submit("process-message", "{\"text\":\"x\"}"));

        assertThat(server.get("/q/metrics").body().lines())
                .anyMatch(line -> line.startsWith("handoff_tasks_submitted_total{") && line.contains("process-message"))
                .anyMatch(line -> line.startsWith("handoff_task_duration_seconds_bucket{"))
                .anyMatch(line -> line.startsWith("handoff_pool_free"))
                .anyMatch(line -> line.startsWith("process_"))
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count"));
    }

    @Test
    void describesItself() {
        assertThat(server.get("/q/openapi?format=json").body()).contains("/api/tasks/{type}", "\"Problem\"");
        assertThat(server.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
        assertThat(server.status("/q/health/live")).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Instance.body(answer).path("type").asText()).isEqualTo("/problems/" + name);
        assertThat(Instance.body(answer).path("detail").asText()).isNotBlank();
    }

    private static JsonNode ended(String task) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.task(task).hasNonNull("ended_at"));
        return server.task(task);
    }
}
