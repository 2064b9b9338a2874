package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.live.Listener;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.live.News;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LiveSocketTest {

    private static final String SLOW = "{\"text\": \"a\", \"steps\": 3, \"sleep_ms\": 600}";

    @Inject
    ScopedTokens tokens;

    @Inject
    Clients clients;

    @Inject
    Live live;

    @Test
    void taskIsSubmittedAndFollowed() throws Exception {
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"submit\", \"ref\": \"a\", \"task\": {\"type\": \"process-message\", \"input\": "
                    + SLOW + "}}");

            var ticket = socket.answer();
            assertThat(ticket.path("op").asText()).isEqualTo("submitted");
            assertThat(ticket.path("ref").asText()).isEqualTo("a");
            var task = ticket.at("/ticket/task_id").asText();
            var heard = socket.untilType("task.succeeded");
            assertThat(types(heard)).startsWith("task.state");
            assertThat(heard).allMatch(it -> it.path("subject").asText().equals(task));
        }
    }

    @Test
    void taskIsCancelled() throws Exception {
        var task = submit("{\"text\": \"a\", \"steps\": 10, \"sleep_ms\": 20000}");
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"tasks\": [\"" + task + "\"]}");
            assertThat(socket.answer().path("op").asText()).isEqualTo("subscribed");

            socket.send("{\"op\": \"cancel\", \"task\": \"" + task + "\", \"reason\": \"enough\"}");

            assertThat(socket.answer().at("/cancelled/changed").asBoolean()).isTrue();
            assertThat(socket.untilType("task.cancelled")).isNotEmpty();
        }
        given().get("/api/audit?limit=1&entity_id=" + task)
                .then()
                .body("entries[0].action", equalTo("task.cancel"))
                .body("entries[0].details.reason", equalTo("enough"));
    }

    @Test
    void namesAreFollowedByTheirBeginning() throws Exception {
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"names\": [\"task.s*\"], \"types\": []}");
            socket.answer();
            submit("{\"text\": \"a\"}");

            var heard = socket.untilType("task.succeeded");
            assertThat(types(heard)).allMatch(type -> type.startsWith("task.s"));
        }
    }

    @Test
    void whatIsNotFollowedAnyMoreIsNotTold() throws Exception {
        var task = submit(SLOW);
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"tasks\": [\"" + task + "\"]}");
            socket.answer();
            socket.send("{\"op\": \"unsubscribe\", \"tasks\": [\"" + task + "\"]}");
            socket.answer();
            awaitState(task, "SUCCEEDED");

            // Its turn comes after all that could have been told.
            socket.send("{\"op\": \"unsubscribe\", \"ref\": \"last\", \"tasks\": [\"" + task + "\"]}");
            assertThat(socket.next().path("ref").asText()).isEqualTo("last");
        }
    }

    @Test
    void clientResumesWhereItWas() throws Exception {
        var task = submit(SLOW);
        String last;
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"tasks\": [\"" + task + "\"]}");
            last = socket.untilType("task.state").getLast().path("id").asText();
        }
        awaitState(task, "SUCCEEDED");

        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"tasks\": [\"" + task + "\"], \"after\": \"" + last + "\"}");

            var heard = socket.untilType("task.succeeded");
            assertThat(types(heard)).doesNotContain("task.state", "live.reset");
            assertThat(heard.stream().map(it -> it.path("id").asLong()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 400 | malformed-json",
                "'' | 400 | malformed-json",
                "null | 400 | bad-request",
                "[] | 400 | malformed-json",
                "{} | 400 | malformed-json",
                "{\"op\": \"dance\"} | 400 | malformed-json",
                "{\"op\": \"subscribe\"} | 400 | bad-request",
                "{\"op\": \"subscribe\", \"tusks\": []} | 400 | malformed-json",
                "{\"op\": \"subscribe\", \"tasks\": [\"x\"]} | 400 | bad-request",
                "{\"op\": \"subscribe\", \"tasks\": [null]} | 400 | bad-request",
                "{\"op\": \"subscribe\", \"names\": [\"a*b\"]} | 400 | bad-request",
                "{\"op\": \"subscribe\", \"names\": [\"a\"], \"after\": \"x\"} | 400 | bad-request",
                "{\"op\": \"subscribe\", \"tasks\": [\"018f0000-0000-7000-8000-000000000000\"]} | 404 | task-not-found",
                "{\"op\": \"submit\"} | 400 | bad-request",
                "{\"op\": \"submit\", \"task\": {\"type\": \"none\", \"input\": {}}} | 404 | unknown-task-type",
                "{\"op\": \"submit\", \"task\": {\"type\": \"process-message\", \"input\": {}}} | 422 | invalid-task",
                "{\"op\": \"submit\", \"task\": {\"type\": \"process-message\", \"args\": [1]}} | 422 | invalid-task",
                "{\"op\": \"cancel\"} | 400 | bad-request",
                "{\"op\": \"cancel\", \"task\": \"018f0000-0000-7000-8000-000000000000\"} | 404 | task-not-found",
            })
    void badMessageIsAnsweredWithAProblem(String message, int status, String type) throws Exception {
        try (var socket = Socket.open()) {
            var problem = socket.send(message).answer().path("problem");

            assertThat(problem.path("status").asInt()).as("%s", problem).isEqualTo(status);
            assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
            assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("dev.handoff");
            // It may go on.
            socket.send("{\"op\": \"unsubscribe\", \"names\": [\"a\"]}");
            assertThat(socket.answer().path("op").asText()).isEqualTo("unsubscribed");
        }
    }

    @Test
    void tooManySubscriptionsAreRefused() throws Exception {
        var subjects = IntStream.range(0, 10_000).mapToObj(i -> "\"" + i + "\"").toList();
        try (var socket = Socket.open()) {
            var problem = socket.send("{\"op\": \"subscribe\", \"subjects\": " + subjects + "}")
                    .answer()
                    .path("problem");
            assertThat(problem.path("type").asText()).isEqualTo("/problems/invalid-subscription");

            socket.send("{\"op\": \"subscribe\", \"subjects\": " + subjects.subList(0, 1_000) + "}");
            assertThat(socket.answer().path("op").asText()).isEqualTo("subscribed");
            socket.send("{\"op\": \"subscribe\", \"subjects\": [\"one more\"]}");
            assertThat(socket.answer().path("op").asText()).isEqualTo("problem");
        }
    }

    @Test
    void bytesEndTheConversation() throws Exception {
        try (var socket = Socket.open()) {
            socket.sendBytes(new byte[] {1, 2, 3});

            assertThat(socket.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void typeIsFollowedByAnyOfItsNames() throws Exception {
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"subscribe\", \"types\": [\"process_message\"]}");
            socket.answer();

            var task = submit("{\"text\": \"a\"}");

            socket.until(it -> it.path("subject").asText().equals(task));
        }
    }

    @Test
    void messageThatIsTooLongEndsTheConversation() throws Exception {
        try (var socket = Socket.open()) {
            socket.send("\"" + "a".repeat(10_000_000) + "\"");

            assertThat(socket.closeCode()).isEqualTo(1009);
        }
        try (var socket = Socket.open()) {
            socket.send("{\"op\": \"unsubscribe\", \"names\": [\"a\"]}");
            assertThat(socket.answer().path("op").asText()).isEqualTo("unsubscribed");
        }
    }

    @Test
    void browserBringsItsTokenAsAProtocol() throws Exception {
        var mine = submit(SLOW);
        var other = submit("{\"text\": \"a\"}");

        try (var socket = Socket.open("handoff.live.1", "handoff.token." + token(mine, Duration.ofMinutes(1)))) {
            assertThat(socket.protocol()).isEqualTo("handoff.live.1");
            socket.send("{\"op\": \"subscribe\", \"tasks\": [\"" + mine + "\"]}");
            assertThat(socket.untilType("task.succeeded")).isNotEmpty();
            for (var message : List.of(
                    "{\"op\": \"subscribe\", \"tasks\": [\"" + other + "\"]}",
                    "{\"op\": \"subscribe\", \"tasks\": [\"" + UUID.randomUUID() + "\"]}",
                    "{\"op\": \"subscribe\", \"names\": [\"*\"]}",
                    "{\"op\": \"cancel\", \"task\": \"" + mine + "\"}",
                    "{\"op\": \"submit\", \"task\": {\"type\": \"process-message\", \"input\": {\"text\": \"a\"}}}")) {
                assertThat(socket.send(message)
                                .until(it -> it.has("problem"))
                                .getLast()
                                .at("/problem/status")
                                .asInt())
                        .as(message)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void tokenThatEndsEndsTheConversation() throws Exception {
        var task = submit("{\"text\": \"a\"}");

        try (var socket = Socket.open("handoff.live.1", "handoff.token." + token(task, Duration.ofSeconds(2)))) {
            await().untilAsserted(() -> {
                clients.check();
                assertThat(socket.closedWith()).contains(1008);
            });
        }
        assertRefused(401, () -> Socket.open("handoff.live.1", "handoff.token." + token(task, Duration.ofSeconds(-1))));
        assertRefused(401, () -> Socket.open("handoff.live.1", "handoff.token.x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
    void pageOfAnotherOriginIsRefused(String origin) {
        assertRefused(403, () -> Socket.ofOrigin(origin));
    }

    @Test
    void slowClientIsClosedAndTheOthersGoOn() throws Exception {
        try (var quick = Socket.open();
                var slow = Socket.lazy()) {
            for (var socket : List.of(quick, slow)) {
                socket.send("{\"op\": \"subscribe\", \"names\": [\"test.*\"]}");
            }
            quick.answer();
            slow.readOne();
            slow.answer();

            // 20 MB, of which the machine keeps some and the queue of the slow one 1 MiB.
            for (int i = 0; i < 400; i++) {
                clients.hear(List.of(large(i)));
                quick.untilType("test.large");
            }

            slow.readAll();
            assertThat(slow.closeCode()).isEqualTo(1013);
        }
    }

    /** With the id of what was heard last, so that nothing else is out of order. */
    private News large(int number) {
        try (var now = live.follow(new Nobody())) {
            return new News(
                    now.position(),
                    Instant.now(),
                    "test.large",
                    "test " + number,
                    Optional.empty(),
                    Optional.empty(),
                    "{\"text\": \"" + "a".repeat(50_000) + "\"}");
        }
    }

    private static final class Nobody implements Listener {
        @Override
        public void hear(List<News> news) {}

        @Override
        public void reset(long position) {}
    }

    private interface Opening {
        Socket open() throws Exception;
    }

    private static void assertRefused(int status, Opening opening) {
        assertThatThrownBy(opening::open)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(status));
    }

    private String token(String task, Duration ttl) {
        return tokens.sign(new Scope(Set.of(TaskId.parse(task)), Set.<GroupId>of(), Set.of()), ttl)
                .token();
    }

    private static List<String> types(List<JsonNode> heard) {
        return heard.stream()
                .map(it -> it.path("type").asText())
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
