package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TaskResourceTest {

    private static final String LATER = """
            {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""";

    @Test
    void finishedTaskTellsEverythingAboutItself() {
        String id = submit("{\"text\": \"hi\"}");
        awaitState(id, "SUCCEEDED");

        get(id).then()
                .body("task_id", equalTo(id))
                .body("type", equalTo("process-message"))
                .body("input.text", equalTo("hi"))
                .body("result.text", equalTo("hi"))
                .body("attempt", equalTo(1))
                .body("priority", equalTo(0))
                .body("created_at", notNullValue())
                .body("ended_at", notNullValue())
                .body("attempts", hasSize(0))
                .body("steps", hasSize(0))
                .body("$", not(hasKey("error")));
    }

    @Test
    void statusIsShort() {
        String id = submit("{\"text\": \"hi\"}");
        awaitState(id, "SUCCEEDED");

        json().get(TASKS + "/" + id + "/status")
                .then()
                .body("task_id", equalTo(id))
                .body("type", equalTo("process-message"))
                .body("status", equalTo("SUCCEEDED"))
                .body("result.text", equalTo("hi"))
                .body("attempt", equalTo(1))
                .body("$", not(hasKey("input")));
    }

    @Test
    void queuedTaskIsCancelledOnce() {
        String id = submitBody(LATER);

        var first = json("{\"reason\": \"not needed\"}").post(TASKS + "/" + id + "/cancel");
        var second = given().noContentType().post(TASKS + "/" + id + "/cancel");

        first.then().statusCode(200).body("cancelled", equalTo(true)).body("state", equalTo("CANCELLED"));
        second.then().statusCode(200).body("cancelled", equalTo(false)).body("state", equalTo("CANCELLED"));
    }

    @Test
    void runningTaskIsInterrupted() {
        String id = submit("{\"text\": \"slow\", \"sleep_ms\": 600000}");
        awaitState(id, "RUNNING");

        json().post(TASKS + "/" + id + "/cancel").then().body("cancelled", equalTo(true));

        awaitState(id, "CANCELLED");
    }

    @Test
    void reasonMustBePrintable() {
        String id = submitBody(LATER);

        json("{\"reason\": \"a\\nb\"}")
                .post(TASKS + "/" + id + "/cancel")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("/reason"));
        get(id).then().body("state", equalTo("QUEUED"));
    }

    @Test
    void deadTaskIsRetried() {
        String id = submit("{\"text\": \"a\", \"fail_permanently\": true}");
        awaitState(id, "DEAD");

        json("{\"reason\": \"mended\"}")
                .post(TASKS + "/" + id + "/retry")
                .then()
                .statusCode(202)
                .header("Location", "/api/tasks/" + id)
                .body("task_id", equalTo(id));
        assertNoted(id, "task.retry", "mended");
        json("{\"why\": \"mended\"}").post(TASKS + "/" + id + "/retry").then().statusCode(400);
    }

    @Test
    void endedTaskIsDeletedAndTheReasonKept() {
        String id = submit("{\"text\": \"hi\"}");
        awaitState(id, "SUCCEEDED");

        json().queryParam("reason", "a\nb").delete(TASKS + "/" + id).then().statusCode(400);
        json().delete(TASKS + "/" + id + "?reason=private").then().statusCode(204);

        get(id).then().statusCode(404);
        json().delete(TASKS + "/" + id).then().statusCode(404);
        assertNoted(id, "task.delete", "private");
    }

    @Test
    void unfinishedTaskIsNotDeleted() {
        String id = submitBody(LATER);

        json().delete(TASKS + "/" + id).then().statusCode(409);

        get(id).then().body("state", equalTo("QUEUED"));
    }

    private static void assertNoted(String task, String action, String reason) {
        json().get("/api/audit?limit=1&entity_id=" + task)
                .then()
                .body("entries[0].action", equalTo(action))
                .body("entries[0].details.reason", equalTo(reason));
    }

    @Test
    void onlyDeadTasksAreRetried() {
        String id = submitBody(LATER);

        json().post(TASKS + "/" + id + "/retry").then().statusCode(409).body("type", equalTo("/problems/wrong-state"));
    }

    @Test
    void unknownTaskIsNotFoundOnAnyPath() {
        var unknown = TASKS + "/018f0000-0000-7000-8000-000000000000";

        json().get(unknown).then().statusCode(404).body("type", equalTo("/problems/task-not-found"));
        json().get(unknown + "/status").then().statusCode(404);
        json().post(unknown + "/cancel").then().statusCode(404);
        json().post(unknown + "/retry").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "1-2-3-4-5", "%27;DROP%20TABLE%20task--", "..%2f..%2fetc"})
    void malformedIdIsNotFoundAndNamed(String id) {
        given().urlEncodingEnabled(false)
                .get(TASKS + "/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void listIsNewestFirstAndShort() {
        String older = submitBody(LATER);
        String newer = submitBody(LATER);

        json().get(TASKS + "?limit=2&state=QUEUED&type=process-message")
                .then()
                .statusCode(200)
                .body("tasks.task_id", contains(newer, older))
                .body("tasks[0]", not(hasKey("input")))
                .body("tasks[0]", not(hasKey("attempts")))
                .body("tasks[0]", not(hasKey("steps")));
    }

    @Test
    void cursorLeadsToTheNextPage() {
        String older = submitBody(LATER);
        String newer = submitBody(LATER);
        var first = json().get(TASKS + "?limit=1");

        var second =
                json().queryParam("cursor", first.<String>path("next_cursor")).get(TASKS + "?limit=1");

        assertThat(List.of(first.<String>path("tasks[0].task_id"), second.<String>path("tasks[0].task_id")))
                .containsExactly(newer, older);
    }

    @Test
    void lastPageHasNoCursor() {
        json().get(TASKS + "?created_from=2090-01-01T00:00:00Z")
                .then()
                .body("tasks", hasSize(0))
                .body("next_cursor", nullValue());
    }

    @Test
    void listIsBoundedByTime() {
        String id = submitBody(LATER);
        String created = get(id).path("created_at");

        json().queryParam("created_before", created)
                .get(TASKS + "?limit=1000")
                .then()
                .body("tasks.task_id", not(hasItem(id)));
        json().queryParam("created_from", created).get(TASKS).then().body("tasks.task_id", hasItem(id));
    }

    @Test
    void listIsFilteredByState() {
        awaitState(submit("{\"text\": \"a\", \"fail_permanently\": true}"), "DEAD");

        json().get(TASKS + "?state=DEAD")
                .then()
                .body("tasks.size()", greaterThan(0))
                .body("tasks.state", everyItem(equalTo("DEAD")));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 1001",
        "limit, -1",
        "limit, ten",
        "limit, ''",
        "limit, 99999999999999999999",
        "state, queued",
        "state, DEAD' OR '1'='1",
        "type, Process Message",
        "type, a;DROP TABLE task",
        "created_from, yesterday",
        "created_from, 2026-01-01T00:00:00",
        "created_before, +999999999-01-01T00:00:00Z",
        "cursor, abc",
        "cursor, '!!!'",
        "colour, red"
    })
    void badParameterIsNamedWithItsRemedy(String parameter, String value) {
        json().queryParam(parameter, value)
                .get(TASKS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(parameter))
                .body("detail", containsString(parameter));
    }

    @Test
    void typesSayWhatTheyTake() {
        json().get("/api/task-types")
                .then()
                .statusCode(200)
                .body("task_types.name", hasItem("process-message"))
                .body("next_cursor", nullValue())
                .body("task_types.find { it.name == 'process-message' }.max_attempts", greaterThan(0))
                .body("task_types.find { it.name == 'process-message' }.weight", equalTo("LIGHT"))
                .body("task_types.find { it.name == 'transcribe' }.weight", equalTo("HEAVY"))
                .body("task_types.find { it.name == 'process-message' }.timeout", containsString("PT"))
                .body("task_types.find { it.name == 'process-message' }.input_schema.type", equalTo("object"));
    }
}
