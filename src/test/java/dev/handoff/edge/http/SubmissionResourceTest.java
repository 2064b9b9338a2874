package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.newest;
import static dev.handoff.edge.http.Calls.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SubmissionResourceTest {

    @Test
    void submitterGetsATicketAndAPlaceToWatch() {
        var answer = json(task("{\"text\": \"hi\"}")).post(TASKS);

        String id = answer.path("task_id");
        answer.then()
                .statusCode(202)
                .header("Location", "/api/tasks/" + id)
                .body("name", notNullValue())
                .body("state", notNullValue())
                .body("route", notNullValue())
                .body("duplicate", nullValue());
        awaitState(id, "SUCCEEDED");
    }

    @Test
    void arrayIsAnsweredInItsOrder() {
        var body = "[" + task("{\"text\": \"a\"}") + "," + task("{\"text\": \"b\"}") + "]";

        var answer = json(body).post(TASKS).then().statusCode(202).body("$", hasSize(2));

        get(answer.extract().path("[0].task_id")).then().body("input.text", equalTo("a"));
        get(answer.extract().path("[1].task_id")).then().body("input.text", equalTo("b"));
    }

    @Test
    void arrayOfOneIsAnsweredWithAnArray() {
        json("[" + task("{\"text\": \"a\"}") + "]").post(TASKS).then().body("$", hasSize(1));
    }

    @Test
    void taskThatIsSentAgainNamesItsOrigin() {
        var origin = Calls.submit("{\"text\": \"a\"}");
        var body = task("{\"text\": \"b\"}").replaceFirst("}$", ", \"origin\": \"" + origin + "\"}");
        var key = UUID.randomUUID().toString();

        String first = json(body).post(TASKS).then().statusCode(202).extract().path("task_id");
        String second = json(body).header("Idempotency-Key", key).post(TASKS).path("task_id");
        json("[" + body + "]").header("Idempotency-Key", key).post(TASKS).then().statusCode(422);
        json(body).header("Idempotency-Key", key).post(TASKS).then().body("task_id", equalTo(second));

        get(first).then().body("origin_id", equalTo(origin)).body("input.text", equalTo("b"));
        get(second).then().body("origin_id", equalTo(origin)).body("sent_again", hasSize(0));
        get(origin).then().body("origin_id", nullValue()).body("sent_again", containsInAnyOrder(first, second));
        json().get("/api/audit?limit=1&entity_id=" + first)
                .then()
                .body("entries[0].action", equalTo("task.send_again"))
                .body("entries[0].details.origin", equalTo(origin));
        awaitState(first, "SUCCEEDED");
        json().delete(TASKS + "/" + first).then().statusCode(204);
        get(origin).then().body("sent_again", contains(second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"origin\": \"018f0000-0000-7000-8000-000000000000\" | 404",
                "\"origin\": \"none\" | 422",
                "\"origin\": \"018f0000-0000-7000-8000-000000000000\", \"group\": \"018f0000-0000-7000-8000-000000000000\" | 422"
            })
    void originIsAnEarlierTask(String origin, int status) {
        json(task("{\"text\": \"a\"}").replaceFirst("}$", ", " + origin + "}"))
                .post(TASKS)
                .then()
                .statusCode(status);
    }

    @Test
    void sameIdempotencyKeyMeansTheSameTask() {
        var key = UUID.randomUUID().toString();
        var body = task("{\"text\": \"once\"}");
        String first = json(body).header("Idempotency-Key", key).post(TASKS).path("task_id");

        var second = json(body).header("Idempotency-Key", key).post(TASKS);

        second.then().statusCode(202).body("task_id", equalTo(first)).body("duplicate", equalTo(true));
    }

    @Test
    void idempotencyKeyCoversEveryTaskOfAnArray() {
        var key = UUID.randomUUID().toString();
        var body = "[" + task("{\"text\": \"a\"}") + "," + task("{\"text\": \"b\"}") + "]";
        json(body).header("Idempotency-Key", key).post(TASKS).then().statusCode(202);

        var second = json(body).header("Idempotency-Key", key).post(TASKS);

        second.then().statusCode(202).body("duplicate", everyItem(equalTo(true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [A, B]       | [A]
            [A, B]       | [A, B, C]
            [A, B]       | [B, A]
            [A]          | A
            A            | [A]
            A            | A, "priority": 5
            [A, B]       | [A, B, "priority": 5]
            A            | A, "run_at": "2099-01-01T00:00:00Z"
            A, "run_at": "2099-01-01T00:00:00Z" | A, "run_at": "2099-01-02T00:00:00Z"
            """)
    void keyOfAnotherRequestIsRefusedAndNothingIsStored(String first, String second) {
        var key = UUID.randomUUID().toString();
        json(request(first, key))
                .header("Idempotency-Key", key)
                .post(TASKS)
                .then()
                .statusCode(202);
        var newest = newest();

        json(request(second, key))
                .header("Idempotency-Key", key)
                .post(TASKS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/key-reused"));

        assertThat(newest()).isEqualTo(newest);
        json(request(first, key))
                .header("Idempotency-Key", key)
                .post(TASKS)
                .then()
                .statusCode(202);
    }

    /** Each letter is a task of that text; what follows it belongs to that task. */
    private static String request(String letters, String name) {
        return letters.replaceAll(
                "([A-Z])((, \"[^,\\]]*)*)(?=[,\\]]|$)",
                "{\"type\": \"process-message\", \"input\": {\"text\": \"$1 " + name + "\"}$2}");
    }

    @Test
    void sameDedupeKeyMeansTheSameTask() {
        var body = """
                {"type": "process-message", "input": {"text": "once"}, "dedupe_key": "%s"}""".formatted(UUID.randomUUID());
        String first = json(body).post(TASKS).path("task_id");

        json(body).post(TASKS).then().body("task_id", equalTo(first)).body("duplicate", equalTo(true));
    }

    @Test
    void keyOfAnotherInputIsRefused() {
        var key = UUID.randomUUID().toString();
        json(task("{\"text\": \"a\"}")).header("Idempotency-Key", key).post(TASKS);
        var newest = newest();

        var second =
                json(task("{\"text\": \"b\"}")).header("Idempotency-Key", key).post(TASKS);

        second.then().statusCode(422).body("type", equalTo("/problems/key-reused"));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void bothKeysAtOnceAreRefused() {
        json("{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"dedupe_key\": \"k\"}")
                .header("Idempotency-Key", "k")
                .post(TASKS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("/dedupe_key"));
    }

    @Test
    void idempotencyKeyMustBeShort() {
        json(task("{\"text\": \"a\"}"))
                .header("Idempotency-Key", "k".repeat(256))
                .post(TASKS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void taskForLaterWaits() {
        var later = Instant.parse("2099-01-01T00:00:00Z");
        var body = """
                {"type": "process-message", "input": {"text": "a"}, "run_at": "2099-01-01T02:00:00+02:00"}""";

        String id = json(body).post(TASKS).path("task_id");

        get(id).then().body("state", equalTo("QUEUED")).body("run_at", equalTo(later.toString()));
    }

    @Test
    void everyFaultOfAnArrayIsToldWithItsPlace() {
        var newest = newest();
        var body = "[" + task("{}") + "," + task("{\"text\": \"fine\"}") + "," + task("{\"text\": 5}") + "]";

        var answer = json(body).post(TASKS).then().statusCode(422);

        answer.body("errors.field.join(' ')", containsString("/0/input"))
                .body("errors.field.join(' ')", not(containsString("/1/")))
                .body("errors.field.join(' ')", containsString("/2/input"));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void thousandTasksAreTakenAndOneMoreIsNot() {
        var later = "{\"type\":\"process-message\",\"input\":{\"text\":\"a\"},\"run_at\":\"2099-01-01T00:00:00Z\"}";

        json(Collections.nCopies(1000, later).toString()).post(TASKS).then().statusCode(202);

        var newest = newest();
        json(Collections.nCopies(1001, later).toString()).post(TASKS).then().statusCode(400);
        assertThat(newest()).isEqualTo(newest);
    }
}
