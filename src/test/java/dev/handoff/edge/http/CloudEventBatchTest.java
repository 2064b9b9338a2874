package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.SECRET;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.newest;
import static dev.handoff.edge.http.CloudEventCalls.structured;
import static dev.handoff.edge.http.CloudEventCalls.task;
import static dev.handoff.edge.http.CloudEventCalls.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Outside.class)
class CloudEventBatchTest {

    private static final String FINALIZED = "google.cloud.storage.object.v1.finalized";
    private static final String NAMED = "dev.handoff.task.process-message";

    @Test
    void eventsOfABatchAreOneTaskEach() {
        var good = ofBatch(FINALIZED, upload("talks", "in/monday.wav"));
        var broken = ofBatch(NAMED, "{}");
        var nothing = ofBatch(FINALIZED, upload("elsewhere", "a.wav"));

        var answer = batch("[" + good + "," + broken + "," + nothing + "]");

        answer.then()
                .statusCode(202)
                .body("source", equalTo(List.of("/b", "/b", "/b")))
                .body("[0].state", equalTo("QUEUED"))
                .body("[1].state", equalTo("DEAD"))
                .body("[2].keySet()", equalTo(Set.of("source", "id", "ignored")));
        var newest = newest();
        assertThat(task(structured(good))).isEqualTo(answer.<String>path("[0].task_id"));
        get(answer.path("[0].task_id")).then().body("type", equalTo("transcribe"));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void refusedEventsOfABatchAreNamedAndTheOthersAreTaken() {
        var useless = ofBatch("com.example.something", "{}");
        var good = ofBatch(NAMED, "{\"text\": \"beside a refused one\"}");
        var unheard = ofBatch("dev.handoff.task.unheard-of", "{}");

        batch("[" + useless + "," + good + "," + unheard + "]")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unknown-task-type"))
                .body("detail", startsWith("2 of 3 events of the batch were not taken, the others are: "))
                .body("errors.field", equalTo(List.of("/0", "/2")))
                .body("errors[0].detail", containsString("com.example.something"))
                .body("errors[1].detail", containsString("unheard-of"));

        var newest = newest();
        get(task(structured(good))).then().body("input.text", equalTo("beside a refused one"));
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void batchThatAsksForNothingHasNoBody() {
        batch("[" + ofBatch(FINALIZED, upload("elsewhere", "a.wav")) + "]")
                .then()
                .statusCode(204);
    }

    @Test
    void batchesAreBounded() {
        batch("[" + "7,".repeat(1000) + "7]").then().statusCode(400).body("detail", containsString("1 to 1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{}]", "[7]", "[[]]", "null", "[{\"specversion\": \"1.0\"}]", "[", ""})
    void whatIsNoBatchIsMalformed(String body) {
        batch(body).then().statusCode(400).contentType("application/problem+json");
    }

    private static Response batch(String events) {
        return given().header("X-Tasks-Auth", SECRET)
                .contentType("application/cloudevents-batch+json")
                .body(events.getBytes(StandardCharsets.UTF_8))
                .post("/api/cloudevents");
    }

    private static String ofBatch(String type, String data) {
        return "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/b\", \"type\": \"%s\", \"data\": %s}"
                .formatted(UUID.randomUUID(), type, data);
    }
}
