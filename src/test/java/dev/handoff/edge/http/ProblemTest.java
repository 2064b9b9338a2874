package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.newest;
import static dev.handoff.edge.http.Calls.task;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemTest {

    @TestHTTPResource("/api/tasks")
    URI tasks;

    static Stream<Arguments> malformedBodies() {
        return Stream.of(
                Arguments.of("{", "line 1, column"),
                Arguments.of("{\n  \"type\" }", "line 2, column"),
                Arguments.of("not JSON", "line 1, column"),
                Arguments.of(task("{}") + " {}", "line 1, column"),
                Arguments.of("{\"type\": \"a\", \"type\": \"b\"}", "type"),
                Arguments.of(task("{\"text\": \"a\", \"text\": \"b\"}"), "text"),
                Arguments.of(task("[".repeat(80) + "]".repeat(80)), "line 1, column"),
                Arguments.of("[".repeat(100_000), "line 1, column"),
                Arguments.of(task("1".repeat(101)), "line 1, column"),
                Arguments.of(task("{\"" + "k".repeat(1001) + "\": 1}"), "line 1, column"),
                Arguments.of(task("{\"steps\": 1e999999999}"), "exponent"),
                Arguments.of(task("{\"text\": \"\\ud800\"}"), "surrogate"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"dedupe_key\": \"order-\\ud83d\"}",
                        "surrogate"),
                Arguments.of(task("{\"steps\": NaN}"), "line 1, column"),
                Arguments.of("{\"type\": 5, \"input\": {}}", "/type must be a text"),
                Arguments.of("{\"type\": \"a\", \"input\": {}, \"run_at\": 5}", "/run_at must be a text"),
                Arguments.of(
                        "{\"type\": \"a\", \"input\": {}, \"priority\": \"5\"}", "/priority must be a whole number"),
                Arguments.of("{\"type\": \"a\", \"input\": {}, \"priority\": 1.5}", "/priority must be a whole number"),
                Arguments.of("{\"type\": \"a\", \"input\": {}, \"priority\": 1e999}", "line 1, column"),
                Arguments.of("{\"type\": \"a\", \"inptu\": {}}", "/inptu is unknown"),
                Arguments.of("[{\"type\": \"a\", \"inptu\": {}}]", "/0/inptu is unknown"),
                Arguments.of("[null]", "/0 must be a task"),
                Arguments.of("[[]]", "/0 must be a JSON object"),
                Arguments.of("[]", "1 to 1000 tasks"),
                Arguments.of("42", "must be a JSON object"),
                Arguments.of("null", "must be a task"),
                Arguments.of("", "must be a task"));
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    void malformedBodyIsToldWhereAndLeavesNoRow(String body, String detail) {
        var newest = newest();

        problem(json(body).post(TASKS).then(), 400).body("detail", containsString(detail));
        assertThat(newest()).isEqualTo(newest);
    }

    static Stream<Arguments> invalidTasks() {
        return Stream.of(
                Arguments.of("{\"input\": {}}", "/type"),
                Arguments.of("{\"type\": \"process-message\"}", "/input"),
                Arguments.of(task("{}"), "/input"),
                Arguments.of(task("null"), "/input"),
                Arguments.of(task("{\"text\": \"" + "x".repeat(10_001) + "\"}"), "/input/text"),
                Arguments.of(task("{\"text\": \"a\", \"sleep_ms\": -1}"), "/input/sleep_ms"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"priority\": 101}",
                        "/priority"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"run_at\": \"soon\"}",
                        "/run_at"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"run_at\": \"2026-01-01T00:00:00\"}",
                        "/run_at"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"dedupe_key\": \"\"}",
                        "/dedupe_key"),
                Arguments.of(
                        "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"dedupe_key\": \"a\\u0000\"}",
                        "/dedupe_key"));
    }

    @ParameterizedTest
    @MethodSource("invalidTasks")
    void invalidTaskIsToldWhichFieldAndLeavesNoRow(String body, String field) {
        var newest = newest();

        problem(json(body).post(TASKS).then(), 422)
                .body("type", equalTo("/problems/invalid-task"))
                .body("errors[0].field", startsWith(field));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void numberThatIsNotWholeIsToldInPlainWords() {
        problem(json(task("{\"text\": \"a\", \"steps\": 1.0}")).post(TASKS).then(), 422)
                .body("errors[0].field", equalTo("/input/steps"))
                .body("errors[0].detail", equalTo("must be a whole number"));
    }

    @Test
    void ofThousandsOfFaultsTheFirstAreTold() {
        var fields = IntStream.range(0, 5000).mapToObj(i -> "\"f" + i + "\": 1").collect(Collectors.joining(","));

        problem(json(task("{\"text\": \"a\", " + fields + "}")).post(TASKS).then(), 422)
                .body("errors.size()", equalTo(21))
                .body("errors[20].detail", equalTo("and 4980 more"));
    }

    @Test
    void missingInputIsToldFromNull() {
        problem(json("{\"type\": \"process-message\"}").post(TASKS).then(), 422)
                .body("errors[0].detail", equalTo("is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-type", "Process-Message", "a\\u0000b", "../process-message", "java.lang.Runtime"})
    void unknownTypeIsNamed(String type) {
        problem(json("{\"type\": \"" + type + "\", \"input\": {}}").post(TASKS).then(), 404)
                .body("type", equalTo("/problems/unknown-task-type"));
    }

    @Test
    void longValuesAreNotSentBackWhole() {
        var answer = json("{\"type\": \"" + "x".repeat(100_000) + "\", \"input\": {}}")
                .post(TASKS);

        problem(answer.then(), 404).body("detail.length()", lessThan(1000));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        problem(
                json().body(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, 1, 2, 3, 4})
                        .post(TASKS)
                        .then(),
                400);
        problem(json().body(new byte[] {'"', (byte) 0xc3, '"'}).post(TASKS).then(), 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 12_000_000})
    void bodyThatSaysItIsTooLongIsRefused(int length) throws Exception {
        var request = HttpRequest.newBuilder(tasks)
                .header("Content-Type", "application/json")
                // Not even JSON: its length is what is said first.
                .POST(BodyPublishers.ofString("x".repeat(length)))
                .build();

        assertTooLarge(request);
    }

    @Test
    void bodyThatKeepsItsLengthToItselfIsRefused() throws Exception {
        var body = ("\"" + "x".repeat(300_000) + "\"").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(tasks)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        assertTooLarge(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b", "Host: a\r\nHost: b", "Host: a\r\nHost: a"})
    void requestNamesOneHost(String headers) throws Exception {
        try (var socket = new Socket(tasks.getHost(), tasks.getPort())) {
            var request = "GET /api/tasks HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "/problems/malformed-request", "one Host header")
                    .doesNotContain("Exception");
        }
    }

    @Test
    @Timeout(20)
    void bodyWithoutEndIsNotReadToItsEnd() throws Exception {
        try (var socket = new Socket(tasks.getHost(), tasks.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 64; sent++) {
                out.write(chunk);
            }
            out.flush();

            // The end of the stream is the server's: it has closed the connection though the body goes on.
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/body-too-large");
        }
    }

    @Test
    void largestBodyIsTaken() {
        var task = task("{\"text\": \"a\"}");

        json(" ".repeat(256 * 1024 - task.length()) + task).post(TASKS).then().statusCode(202);
    }

    @Test
    void bodyMustBePlainJson() {
        problem(given().contentType("text/plain").body("x").post(TASKS).then(), 415);
        problem(given().contentType("application/xml").body("<a/>").post(TASKS).then(), 415);
        problem(json("x").header("Content-Encoding", "gzip").post(TASKS).then(), 415);
    }

    @Test
    void answersAreJsonOnly() {
        problem(given().accept("text/html").get(TASKS).then(), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/problem+json",
                "application/problem+json, application/json",
                "application/json, application/problem+json;q=0.5"
            })
    void generatedClientMayAcceptProblems(String accepted) {
        given().accept(accepted).get(TASKS).then().statusCode(200).contentType("application/json");
        given().accept(accepted).get("/api/task-types").then().statusCode(200);
        problem(
                given().accept(accepted)
                        .get("/api/tasks/018f0000-0000-7000-8000-000000000000")
                        .then(),
                404);
    }

    @Test
    void headerOfCloudTasksLiftsNoLimitOutsideOfFunctions() {
        problem(
                json("{\"x\": \"" + "x".repeat(300_000) + "\"}")
                        .header("X-CloudTasks-TaskName", "t")
                        .post(TASKS)
                        .then(),
                413);
    }

    @Test
    void methodMustFitThePath() {
        problem(given().delete(TASKS).then(), 405);
        problem(given().put(TASKS + "/018f0000-0000-7000-8000-000000000000").then(), 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/nothing", "/api/tasks/a/b/c", "/.env", "/q/nothing"})
    void unknownPathIsNotFound(String path) {
        problem(given().get(path).then(), 404);
    }

    @Test
    void answersCarryTheirSecurityHeaders() {
        given().header("Origin", "https://elsewhere.example")
                .get(TASKS)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", (String) null);
    }

    private void assertTooLarge(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("/problems/body-too-large");
        }
    }

    /** Every problem is a document that tells nothing about what is inside. */
    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", matchesPattern("/problems/[a-z-]+"))
                .body("title", matchesPattern("[A-Z].+"))
                .body(
                        "detail",
                        not(matchesPattern("(?s).*(dev\\.handoff|com\\.fasterxml|io\\.quarkus|Exception|`).*")));
    }
}
