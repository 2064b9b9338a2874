package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PauseTest {

    private static final String TYPE = "/api/task-types/process-message";

    @AfterEach
    void goOn() {
        json().post(TYPE + "/resume").then().statusCode(200);
    }

    @Test
    void pausedTypeWaitsAndGoesOn() {
        pause("{\"reason\": \"the provider is down\"}")
                .statusCode(200)
                .body("type", equalTo("process-message"))
                .body("paused.paused_at", notNullValue())
                .body("paused.by", equalTo("anonymous"))
                .body("paused.reason", equalTo("the provider is down"));
        var task = submit("{\"text\": \"hi\"}");
        json().get("/api/task-types")
                .then()
                .body("task_types.find { it.name == 'process-message' }.paused.reason", equalTo("the provider is down"))
                .body("task_types.find { it.name == 'transcribe' }.paused", nullValue());
        get(task).then().body("state", equalTo("QUEUED")).body("attempt", equalTo(0));

        json().post(TYPE + "/resume").then().statusCode(200).body("resumed", equalTo(true));

        awaitState(task, "SUCCEEDED");
        json().get("/api/task-types")
                .then()
                .body("task_types.find { it.name == 'process-message' }.paused", nullValue());
        json().post(TYPE + "/resume").then().statusCode(200).body("resumed", equalTo(false));
    }

    /** Or else Cloud Tasks would bring it again and again. */
    @Test
    void functionOfAPausedTypeIsDealtWith() {
        pause("{}");

        String task = invoker()
                .body("{\"text\": \"hi\"}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"))
                .extract()
                .path("task_id");
        invoker()
                .header("X-Handoff-Task", task)
                .body("{}")
                .post(FUNCTION)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"));
        json().post(TYPE + "/resume");

        awaitState(task, "SUCCEEDED");
    }

    @Test
    void pauseAndResumeAreInTheAuditLog() {
        pause("{\"reason\": \"look\"}");
        json("{\"reason\": \"seen\"}").post(TYPE + "/resume");

        json().queryParams(Map.of("entity_type", "task_type", "limit", "2"))
                .get("/api/audit")
                .then()
                .body("entries.action", equalTo(java.util.List.of("task_type.resume", "task_type.pause")))
                .body("entries.entity_id", hasItem("process-message"))
                .body("entries.actor", hasItem("anonymous"))
                .body("entries.details.reason", equalTo(java.util.List.of("seen", "look")));
    }

    @Test
    void unknownTypeCanNotBePaused() {
        json("{}").post("/api/task-types/nothing/pause").then().statusCode(404);
        json("{}").post("/api/task-types/nothing/resume").then().statusCode(404);
        pause("{\"reason\": \"\"}").statusCode(400);
        pause("{\"why\": \"\"}").statusCode(400);
    }

    private static ValidatableResponse pause(String body) {
        return json(body).post(TYPE + "/pause").then();
    }
}
