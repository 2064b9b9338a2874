package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests with one Idempotency-Key do that come at the same instant. */
@QuarkusTest
class IdempotencyTest {

    private static final int TOGETHER = 12;

    private static final String TASK = "{\"type\":\"process-message\",\"input\":{\"text\":\"%s\"}}";
    private static final String EVENT =
            "{\"topic\":\"post.published\",\"data\":{\"post_id\":\"%s\",\"author_id\":\"a\",\"title\":\"t\"}}";
    private static final String MEMBER = "{\"type\":\"process-message\",\"input\":{\"text\":\"%s\"},\"group\":\"%s\"}";
    private static final String GROUP = "{\"completion\":" + TASK + "}";

    @Inject
    DataSource database;

    private final String key = UUID.randomUUID().toString();

    @ParameterizedTest
    @CsvSource({"/api/tasks, 202, task_id", "/api/events, 202, event_id", "/api/groups, 201, group_id"})
    void sameRequestsAreOneThing(String path, int status, String id) throws Exception {
        var body = body(path, "one");

        var answers = together(IntStream.range(0, TOGETHER).mapToObj(_ -> body).toList(), path);

        assertThat(answers).extracting(Response::statusCode).containsOnly(status);
        assertThat(answers.stream().map(it -> it.path(id).toString()).distinct())
                .hasSize(1);
        assertThat(answers).filteredOn(it -> it.path("duplicate") == null).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"/api/tasks, task_id", "/api/events, event_id"})
    void sameArraysAreOneThing(String path, String id) throws Exception {
        var body = array(path, "one", "two", "three");

        var answers = together(IntStream.range(0, TOGETHER).mapToObj(_ -> body).toList(), path);

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.stream().map(it -> it.path(id).toString()).distinct())
                .hasSize(1);
    }

    /** One of them is right, and whichever it is, the others are told and leave nothing behind. */
    @ParameterizedTest
    @CsvSource({"/api/tasks, task_id", "/api/events, event_id"})
    void differentArraysAreOneOfThem(String path, String id) throws Exception {
        var bodies = List.of(
                array(path, "one", "two"),
                array(path, "one", "two", "three"),
                array(path, "one"),
                array(path, "one", "two", "three", "four"));

        var answers = together(bodies, path);

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(202);
        assertThat(answers).filteredOn(it -> it.statusCode() != 202).allMatch(it -> it.statusCode() == 422);
        var right = answers.stream()
                .filter(it -> it.statusCode() == 202)
                .findFirst()
                .orElseThrow();
        assertThat(stored(path)).isEqualTo(right.<List<String>>path(id).size());
    }

    @Test
    void differentArraysOfMembersAreOneOfThem() throws Exception {
        String group = json(GROUP.formatted("completion")).post("/api/groups").path("group_id");
        var bodies = IntStream.rangeClosed(1, TOGETHER)
                .mapToObj(size -> IntStream.range(0, size)
                        .mapToObj(text -> MEMBER.formatted(key + " " + text, group))
                        .collect(Collectors.joining(",", "[", "]")))
                .toList();

        var answers = together(bodies, "/api/tasks");

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(202);
        assertThat(answers).filteredOn(it -> it.statusCode() != 202).allMatch(it -> it.statusCode() == 422);
        var right = answers.stream()
                .filter(it -> it.statusCode() == 202)
                .findFirst()
                .orElseThrow();
        assertThat(stored("/api/tasks"))
                .isEqualTo(right.<List<String>>path("task_id").size());
    }

    @Test
    void keyOfOtherEventsIsRefusedAndNothingIsStored() throws Exception {
        var two = array("/api/events", "one", "two");
        publish(two).then().statusCode(202);

        assertThat(publish(array("/api/events", "one", "two", "three")).statusCode())
                .isEqualTo(422);
        assertThat(publish(array("/api/events", "one")).statusCode()).isEqualTo(422);
        assertThat(publish(body("/api/events", "one")).statusCode()).isEqualTo(422);
        assertThat(publish(array("/api/events", "one", "other")).statusCode()).isEqualTo(422);

        assertThat(publish(two).statusCode()).isEqualTo(202);
        assertThat(stored("/api/events")).isEqualTo(2);
    }

    private Response publish(String body) {
        return json(body).header("Idempotency-Key", key).post("/api/events");
    }

    private String body(String path, String text) {
        var form =
                switch (path) {
                    case "/api/events" -> EVENT;
                    case "/api/groups" -> GROUP;
                    default -> TASK;
                };
        return form.formatted(key + " " + text);
    }

    private String array(String path, String... texts) {
        return "["
                + String.join(
                        ",", List.of(texts).stream().map(it -> body(path, it)).toList()) + "]";
    }

    private long stored(String path) throws SQLException {
        var count = path.equals("/api/events")
                ? "SELECT count(*) FROM event WHERE data LIKE ?"
                : "SELECT count(*) FROM task WHERE input LIKE ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(count)) {
            statement.setString(1, "%" + key + "%");
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<Response> together(List<String> bodies, String path) throws Exception {
        try (var threads = Executors.newFixedThreadPool(bodies.size())) {
            var calls = bodies.stream()
                    .<Callable<Response>>map(body ->
                            () -> json(body).header("Idempotency-Key", key).post(path))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
