package dev.handoff.domain.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a moderation model says of a batch, and what is paid for it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = ModeratedScanTest.Moderation.class, restrictToAnnotatedClass = true)
class ModeratedScanTest {

    /** Objects to shouting, can't take poison, and is busy when it is asked of "busy" for the first time. */
    public static final class Moderation implements QuarkusTestResourceLifecycleManager {

        private final ObjectMapper json = new ObjectMapper();
        private final AtomicBoolean busy = new AtomicBoolean(true);
        private LocalServer server;

        @Override
        public Map<String, String> start() {
            server = new LocalServer(this::judge);
            return Map.of("handoff.moderation.provider", "openai", "handoff.moderation.base-url", server.address());
        }

        private Answer judge(LocalServer.Request request) {
            var body = new String(request.body(), StandardCharsets.UTF_8);
            if (body.contains("poison")) {
                return Answer.json(400, "{\"error\":{\"message\":\"invalid input\"}}");
            }
            if (body.contains("busy") && busy.getAndSet(false)) {
                return new Answer(429, Map.of("Retry-After", "0"), "busy".getBytes());
            }
            try {
                var results = new ArrayList<String>();
                for (var text : json.readTree(request.body()).path("input")) {
                    boolean loud = text.asText().endsWith("!");
                    results.add("{\"categories\":{\"shouting\":" + loud + "},\"category_scores\":{\"shouting\":0.5}}");
                }
                return Answer.json(200, "{\"results\":" + results + "}");
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        @Override
        public void inject(Object test) {
            ((ModeratedScanTest) test).server = server;
        }

        @Override
        public void stop() {
            server.close();
        }
    }

    private LocalServer server;

    @Test
    void eachMessageIsPaidForOnceThoughTheModelIsBusyOnce() {
        int before = server.requests.size();
        var scan = "scan-" + UUID.randomUUID();
        var task = scanned(scan, i -> i % 30 == 0 ? "loud!" : i == 1 ? "" : i == 26 ? "busy" : "quiet");

        given().get("/api/tasks/" + task)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("attempt", equalTo(2))
                .body("labels.component", equalTo("content_monitoring"))
                .body("labels.task_type", equalTo("batch"))
                .body("result.flagged_messages", equalTo(2));
        given().get("/api/scans/" + scan)
                .then()
                .body("reasons.'moderation:shouting'", equalTo(2))
                .body("flags[0].score", equalTo(0.5f));
        // Three pieces of at most 25, of which one was asked for twice.
        assertThat(server.requests).hasSize(before + 4);
    }

    @Test
    void messageThatTheModelCannotTakeIsToldAndTheOthersAreJudged() {
        var scan = "scan-" + UUID.randomUUID();
        var task = scanned(scan, i -> i == 7 ? "poison" : i < 30 ? "loud!" : "quiet");

        given().get("/api/tasks/" + task)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("result.flagged_messages", equalTo(29))
                .body("result.failed.message_id", equalTo(List.of("m7")))
                .body("result.failed[0].error", containsString("invalid input"));
    }

    /** The task of a batch of 60 messages after its end. */
    private static String scanned(String scan, IntFunction<String> content) {
        var messages = IntStream.range(0, 60)
                .mapToObj(i ->
                        "{\"message_id\":\"m" + i + "\",\"author_id\":\"a\",\"content\":\"" + content.apply(i) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String task = given().contentType("application/json")
                .body("{\"type\":\"batch-scan\",\"input\":{\"scan_id\":\"" + scan
                        + "\",\"community_server_id\":\"c\",\"batch_number\":0,\"messages\":" + messages + "}}")
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
        await().atMost(Duration.ofSeconds(60)).until(() -> List.of("SUCCEEDED", "DEAD")
                .contains(given().get("/api/tasks/" + task).path("state")));
        return task;
    }
}
