package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks may be asked for as functions are called, and as paths are posted to. */
@QuarkusTest
class CallTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'type': 'process_message', 'args': ['hello', 0]",
                "'type': 'process-message', 'payload': {'text': 'hello', 'sleep_ms': 0}",
                "'path': '/api/tasks/process-message', 'payload': {'text': 'hello', 'sleep_ms': 0}",
                "'path': '/api/tasks/process_message', 'args': ['hello', 0]",
                "'path': '/api/tasks/process-message', 'input': {'text': 'hello', 'sleep_ms': 0}",
            })
    void everyWordingIsTheSameTask(String wording) {
        String id =
                json(body(wording)).post(TASKS).then().statusCode(202).extract().path("task_id");

        get(id).then()
                .body("type", equalTo("process-message"))
                .body("input.text", equalTo("hello"))
                .body("input.sleep_ms", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'type': 'process-message', 'args': ['a', 0, 0, false, 0, 7] | /args | at most 5 elements, had 6",
                "'type': 'process-message', 'args': ['a', -1] | /args/1 | must have a minimum value of 0",
                "'type': 'process-message', 'args': [] | /args/0 | required",
                "'type': 'process-message', 'args': 'a' | /args | must be an array",
                "'type': 'process-message', 'args': ['a'], 'input': {} | /args | can't be combined with input",
                "'type': 'process-message', 'payload': {}, 'input': {} | /payload | can't be combined with input",
                "'type': 'process-message', 'payload': {} | /payload/text | required",
                "'type': 'process-message', 'path': '/api/tasks/process-message', 'input': {} | /path | with type",
                "'path': '/tasks/process-message', 'payload': {} | /path | must be /api/tasks/TYPE",
                "'path': '/api/tasks/process-message/cancel', 'payload': {} | /path | must be /api/tasks/TYPE",
                "'input': {} | /type | is required",
                "'type': 'process-message' | /input | is required",
            })
    void whatIsWrongIsPointedTo(String wording, String field, String message) {
        json(body(wording))
                .post(TASKS)
                .then()
                .statusCode(422)
                .body("errors.field", contains(field))
                .body("errors.detail[0]", containsString(message));
        json("[" + body("'type': 'process-message', 'input': {'text': 'a'}") + "," + body(wording) + "]")
                .post(TASKS)
                .then()
                .statusCode(422)
                .body("errors.field", contains("/1" + field));
        json("{\"completion\": " + body(wording) + "}")
                .post("/api/groups")
                .then()
                .statusCode(422)
                .body("errors.field", contains("/completion" + field));
    }

    @Test
    void typesTellTheOrderOfTheirArguments() {
        given().get("/api/task-types")
                .then()
                .body(
                        "task_types.find { it.name == 'process-message' }.args",
                        contains("text", "sleep_ms", "fail_attempts", "fail_permanently", "steps"));
    }

    @Test
    void unknownPathIsAnUnknownType() {
        json(body("'path': '/api/tasks/unknown', 'payload': {}"))
                .post(TASKS)
                .then()
                .statusCode(404)
                .body("detail", containsString("unknown task type unknown"));
    }

    @Test
    void addressesOfDatabasesAreLeftOutByPlaceToo() {
        String id = json(body("'type': 'content:batch_scan', 'args': ['s-args', 'c1', 1,"
                        + " [{'message_id': 'm1', 'author_id': 'ann', 'content': 'hello'}],"
                        + " 'postgresql://user:secret@db/app', 'redis://:secret@cache']"))
                .post(TASKS)
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");

        assertThat(get(id).asString()).doesNotContain("secret");
        get(id).then().body("input.scan_id", equalTo("s-args")).body("input.messages[0].content", equalTo("hello"));
    }

    @Test
    void keyMeansOneTaskHoweverItIsWorded() {
        var key = UUID.randomUUID().toString();
        String first = json(body("'type': 'process-message', 'input': {'text': 'x'}, 'dedupe_key': '" + key + "'"))
                .post(TASKS)
                .path("task_id");
        String second = json(body("'path': '/api/tasks/process_message', 'args': ['x'], 'dedupe_key': '" + key + "'"))
                .post(TASKS)
                .path("task_id");

        assertThat(second).isNotNull().isEqualTo(first);
    }

    private static String body(String wording) {
        return "{" + wording.replace('\'', '"') + "}";
    }
}
