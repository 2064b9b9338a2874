package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.newest;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FunctionResourceTest {

    @Inject
    Statements statements;

    @Test
    void callerGetsTheOutcome() {
        invoker()
                .body("{\"text\": \"hi\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("task_id", notNullValue())
                .body("state", equalTo("SUCCEEDED"))
                .body("attempt", equalTo(1))
                .body("result.text", equalTo("hi"));
    }

    /** No tokens are asked for here. */
    @Test
    void secretOpensFunctionsWhateverTokenComesWithIt() {
        invoker()
                .header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .body("{\"text\": \"a\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"));
    }

    @Test
    void failedAttemptIsAnsweredAndTriedAgainByTheEngine() {
        invoker()
                .body("{\"text\": \"hi\", \"fail_attempts\": 1}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"))
                .body("attempt", equalTo(1))
                .body("error", notNullValue());
    }

    @Test
    void deadTaskIsDealtWith() {
        invoker()
                .body("{\"text\": \"hi\", \"fail_permanently\": true}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("DEAD"))
                .body("error", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-CloudTasks-TaskName", "Idempotency-Key"})
    void repeatedCallIsTheSameTask(String header) {
        var key = UUID.randomUUID().toString();
        String first = invoker()
                .header(header, key)
                .body("{\"text\": \"hi\"}")
                .post(FUNCTION)
                .path("task_id");

        invoker()
                .header(header, key)
                .body("{\"text\": \"hi\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("task_id", equalTo(first))
                .body("attempt", equalTo(1))
                .body("result.text", equalTo("hi"));
    }

    @Test
    void storedTaskWinsOverTheBody() {
        String id = submit("{\"text\": \"stored\"}");
        awaitState(id, "SUCCEEDED");
        var newest = newest();

        invoker()
                .header("X-Handoff-Task", id)
                .body("not even JSON")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("task_id", equalTo(id))
                .body("result.text", equalTo("stored"));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void doorbellBeforeItsTimeChangesNothing() {
        String id = submitBody("""
                {"type": "process-message", "input": {"text": "a"}, "run_at": "2099-01-01T00:00:00Z"}""");

        invoker()
                .header("X-Handoff-Task", id)
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"))
                .body("attempt", equalTo(0));
    }

    @Test
    void doorbellThatIsALittleEarlyIsToComeAgain() {
        String id = submitBody("""
                {"type": "process-message", "input": {"text": "a"}, "run_at": "%s"}""".formatted(Instant.now().plusSeconds(20)));

        invoker()
                .header("X-Handoff-Task", id)
                .post(FUNCTION)
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/early"));
    }

    @Test
    void taskThatRunsElsewhereIsToBeAskedForLater() {
        String id = submit("{\"text\": \"slow\", \"sleep_ms\": 600000}");
        awaitState(id, "RUNNING");

        invoker()
                .header("X-Handoff-Task", id)
                .post(FUNCTION)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("task_id", equalTo(id));
        Calls.json().post("/api/tasks/" + id + "/cancel");
        awaitState(id, "CANCELLED");
    }

    @Test
    void octetStreamIsReadAsJson() {
        invoker()
                .contentType("application/octet-stream")
                .body("{\"text\": \"hi\"}".getBytes())
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "018f0000", " "})
    void malformedTaskHeaderIsRefused(String id) {
        invoker().header("X-Handoff-Task", id).post(FUNCTION).then().statusCode(400);
    }

    @Test
    void unknownStoredTaskIsNotFound() {
        invoker()
                .header("X-Handoff-Task", "018f0000-0000-7000-8000-000000000000")
                .post(FUNCTION)
                .then()
                .statusCode(404);
    }

    @Test
    void unknownTypeIsNotFound() {
        invoker()
                .body("{}")
                .post("/api/tasks/no-such-type")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-task-type"));
    }

    @Test
    void badInputOfADirectCallerIsRefusedAndLeavesNoRow() {
        var newest = newest();

        invoker().body("{\"text\": 5}").post(FUNCTION).then().statusCode(422).body("errors[0].field", equalTo("/text"));
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"text\": \"a\", \"text\": \"b\"}"})
    void malformedInputLeavesNoRow(String body) {
        var newest = newest();

        invoker().body(body).post(FUNCTION).then().statusCode(400);
        assertThat(newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\": 5}", "{}", "{", "{} {}", "text", "", "\u0000", "\"\\ud800\""})
    void whatCloudTasksBringsAndCanNeverWorkIsKeptAsADeadTask(String body) {
        var name = UUID.randomUUID().toString();

        String id = cloudTask("q", name)
                .body(body)
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("DEAD"))
                .body("attempt", equalTo(0))
                .extract()
                .path("task_id");

        get(id).then()
                .body("state", equalTo("DEAD"))
                .body("error", startsWith("Cloud Tasks brought what can never work"));
        cloudTask("q", name).body(body).post(FUNCTION).then().statusCode(200).body("task_id", equalTo(id));
    }

    @Test
    void largestCloudTaskIsKept() {
        cloudTask("q", UUID.randomUUID().toString())
                .body("{\"text\": \"" + "x".repeat(900_000) + "\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200);
        cloudTask("q", UUID.randomUUID().toString())
                .body("{\"text\": \"" + "x".repeat(1_100_000) + "\"}")
                .post(FUNCTION)
                .then()
                .statusCode(413);
    }

    @Test
    void sameNameInAnotherQueueIsAnotherTask() {
        var name = UUID.randomUUID().toString();
        String first =
                cloudTask("a", name).body("{\"text\": \"hi\"}").post(FUNCTION).path("task_id");

        cloudTask("b", name).body("{\"text\": \"hi\"}").post(FUNCTION).then().body("task_id", not(equalTo(first)));
    }

    @ParameterizedTest
    @CsvSource({
        "hi,    0,  24, true",
        "hi,    0,  26, false",
        "other, 0,  26, false",
        "hi,    20, 26, true",
        "hi,    20, 56, false"
    })
    void nameOfATaskThatEndedLongAgoIsFree(String text, int retries, int hours, boolean repeated) {
        var name = UUID.randomUUID().toString();
        String first =
                cloudTask("q", name).body("{\"text\": \"hi\"}").post(FUNCTION).path("task_id");
        statements.run(
                "UPDATE task SET ended_at = ended_at - $2 * interval '1 hour' WHERE id = $1",
                Tuple.of(UUID.fromString(first), hours));

        var again = cloudTask("q", name)
                .header("X-CloudTasks-TaskRetryCount", retries)
                .body("{\"text\": \"" + text + "\"}");
        String second = again.post(FUNCTION).then().statusCode(200).extract().path("task_id");

        assertThat(second.equals(first)).isEqualTo(repeated);
        get(second).then().body("state", equalTo("SUCCEEDED")).body("result.text", equalTo(text));
        again.post(FUNCTION).then().body("task_id", equalTo(second));
    }

    @Test
    void otherTaskBySameNameIsKeptAsADeadOne() {
        var name = UUID.randomUUID().toString();
        cloudTask("q", name).body("{\"text\": \"hi\"}").post(FUNCTION);

        cloudTask("q", name)
                .body("{\"text\": \"other\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("DEAD"))
                .body("error", containsString("same name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "100000", "1.5"})
    void malformedBudgetIsRefused(String budget) {
        invoker()
                .header("X-Handoff-Budget", budget)
                .body("{\"text\": \"hi\"}")
                .post(FUNCTION)
                .then()
                .statusCode(400);
    }

    @Test
    void attemptIsPutBackWhenItsDeliveryHasNoTimeLeft() {
        String id = invoker()
                .header("X-Handoff-Budget", "1")
                .body("{\"text\": \"a\", \"steps\": 2, \"sleep_ms\": 1400}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", anyOf(equalTo("QUEUED"), equalTo("RUNNING")))
                .body("error", containsString("goes on from the last finished step"))
                .extract()
                .path("task_id");

        awaitState(id, "SUCCEEDED");
        get(id).then().body("attempt", equalTo(2)).body("failures", equalTo(0));
    }

    @Test
    void attemptThatFinishesNoStepInTimeHasFailed() {
        invoker()
                .header("X-Handoff-Budget", "1")
                .body("{\"text\": \"a\", \"sleep_ms\": 60000}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"))
                .body("error", containsString("no step"));
    }

    private static RequestSpecification cloudTask(String queue, String name) {
        return invoker().header("X-CloudTasks-QueueName", queue).header("X-CloudTasks-TaskName", name);
    }

    @Test
    void outcomeIsKept() {
        String id = invoker().body("{\"text\": \"hi\"}").post(FUNCTION).path("task_id");

        get(id).then().body("state", equalTo("SUCCEEDED"));
    }
}
