package dev.handoff.edge.cli;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person sees who watches many tasks of a real server. */
@QuarkusTest
class WatchTest {

    private static final String MEMBER =
            "{\"type\": \"process-message\", \"group\": \"%s\", \"input\": {\"text\": \"a\"}}";

    @Test
    void typeShowsItsTasksAlone() throws Exception {
        try (var watch = new Watching("--type", "process-message")) {
            var task = submit("{\"text\": \"a\", \"steps\": 3}");
            var other = submitBody("{\"type\": \"index-post\", \"input\": {\"post_id\": \"p\", \"title\": \"t\"}}");

            watch.awaitLine("task.succeeded  process-message  " + task);

            assertThat(watch.lines()).anyMatch(line -> line.contains("task.progress") && line.endsWith("/3"));
            awaitState(other, "SUCCEEDED");
            var last = submit("{\"text\": \"b\"}");
            watch.awaitLine("task.succeeded  process-message  " + last);
            assertThat(watch.lines()).noneMatch(line -> line.contains(other));
        }
    }

    @Test
    void groupShowsItsMembersAndItsEnd() throws Exception {
        var group = group();
        try (var watch = new Watching("--group", group)) {
            watch.awaitLine("group.state  process-message  " + group);
            var stranger = submit("{\"text\": \"a\"}");
            var member = submitBody(MEMBER.formatted(group));
            watch.awaitLine("task.succeeded  process-message  " + member);
            json("{\"expected\": 1}")
                    .post("/api/groups/" + group + "/seal")
                    .then()
                    .statusCode(200);

            watch.awaitLine(group);

            assertThat(watch.lines()).noneMatch(line -> line.contains(stranger));
        }
    }

    @Test
    void everythingIsShownAsJsonIfAsked() throws Exception {
        try (var watch = new Watching("--all", "--json")) {
            var group = group();
            var member = submitBody(MEMBER.formatted(group));

            await().until(() -> watch.events().stream()
                    .anyMatch(it -> it.path("type").asText().equals("task.succeeded")
                            && it.path("subject").asText().equals(member)));

            assertThat(watch.events())
                    .allMatch(it -> it.path("specversion").asText().equals("1.0"));
            json("{}").post("/api/groups/" + group + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void groupThatIsNotThereIsRefused() throws Exception {
        try (var watch = new Watching("--group", UUID.randomUUID().toString())) {
            await().until(() -> !watch.isAlive());
            assertThat(watch.err.toString()).contains("no group has the id");
            assertThat(watch.code).isEqualTo(ExitCode.USAGE);
        }
    }

    private static String group() {
        return json("{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"all\"}}}")
                .post("/api/groups")
                .then()
                .extract()
                .path("group_id");
    }

    /** The command at work, until it is interrupted. */
    private static final class Watching implements AutoCloseable {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final Thread thread;
        private volatile int code = -1;

        Watching(String... options) {
            var command = Handoff.commandLine(Map.of("HANDOFF_URL", "http://localhost:" + RestAssured.port))
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true));
            var arguments =
                    Stream.concat(Stream.of("watch"), Stream.of(options)).toArray(String[]::new);
            thread = Thread.ofVirtual().start(() -> code = command.execute(arguments));
            // It follows from the moment on at which it hears of a task.
            await().until(() -> {
                submit("{\"text\": \"first\"}");
                return !lines().isEmpty() || !isAlive() || options[0].equals("--group");
            });
        }

        List<String> lines() {
            return out.toString().lines().toList();
        }

        List<JsonNode> events() {
            return lines().stream().map(Watching::parsed).toList();
        }

        private static JsonNode parsed(String line) {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException(line, broken);
            }
        }

        void awaitLine(String part) {
            await().untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(part)));
        }

        boolean isAlive() {
            return thread.isAlive();
        }

        @Override
        public void close() {
            thread.interrupt();
            await().until(() -> !thread.isAlive());
        }
    }
}
