package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Producers may call types as they are used to. */
@QuarkusTest
class TypeNameTest {

    private static final String BATCH = """
            {"scan_id": "s-names", "community_server_id": "c1", "batch_number": 1,
             "messages": [{"message_id": "m1", "author_id": "ann", "content": "hello"}],
             "db_url": "postgresql://user:secret@db/app", "redis_url": "redis://:secret@cache"}""";

    @ParameterizedTest
    @CsvSource({
        "batch_scan, batch-scan",
        "content:batch_scan, batch-scan",
        "process_bulk_scan_batch_task, batch-scan",
    })
    void taskIsStoredUnderItsTypesOwnName(String name, String own) {
        String id = json("{\"type\": \"%s\", \"input\": %s}".formatted(name, BATCH))
                .post(TASKS)
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");

        awaitState(id, "SUCCEEDED");
        given().get(TASKS + "/" + id)
                .then()
                .body("type", equalTo(own))
                .body("input.db_url", equalTo(null))
                .body("input.redis_url", equalTo(null))
                .body("input.scan_id", equalTo("s-names"));
    }

    @Test
    void keyMeansOneTaskByEveryName() {
        var keyed = "{\"type\": \"%s\", \"dedupe_key\": \"by names\", \"input\": {\"text\": \"x\"}}";
        String first = json(keyed.formatted("process-message")).post(TASKS).path("task_id");
        String second = json(keyed.formatted("process_message")).post(TASKS).path("task_id");

        assertThat(second).isNotNull().isEqualTo(first);
    }

    @Test
    void functionIsFoundByEveryName() {
        invoker()
                .body("{\"text\": \"hello\"}")
                .post(TASKS + "/process_message")
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"));
    }

    @Test
    void listsChooseByEveryName() {
        json("{\"type\": \"content:batch_scan\", \"input\": %s}".formatted(BATCH))
                .post(TASKS);

        given().queryParam("type", "content:batch_scan")
                .get(TASKS)
                .then()
                .statusCode(200)
                .body("tasks.type", hasItem("batch-scan"))
                .body("tasks.type", everyItem(equalTo("batch-scan")));
    }

    @Test
    void groupIsCompletedByEveryName() {
        json("{\"completion\": {\"type\": \"process_message\", \"input\": {\"text\": \"x\"}}}")
                .post("/api/groups")
                .then()
                .statusCode(201);
    }

    @Test
    void typesTellTheirNames() {
        given().get("/api/task-types")
                .then()
                .body("task_types.find { it.name == 'batch-scan' }.aliases", hasItem("content:batch_scan"));
    }

    @Test
    void unknownFieldsAreStillRefused() {
        json("{\"type\": \"process_message\", \"input\": {\"text\": \"x\", \"step\": 1, \"mq_url\": \"amqp://b\"}}")
                .post(TASKS)
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/input/mq_url"))
                .body("errors.detail", hasItem("is unknown; did you mean steps?"));
    }

    @Test
    void fieldsOfTheirPlatformStayWithMessages() {
        String id = json("{\"type\": \"content:batch_scan\", \"input\": %s}"
                        .formatted(BATCH.replace("\"content\"", "\"embeds\": [{\"url\": 1}], \"content\"")))
                .post(TASKS)
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");

        awaitState(id, "SUCCEEDED");
        given().get(TASKS + "/" + id).then().body("input.messages[0].embeds[0].url", equalTo(1));
    }
}
