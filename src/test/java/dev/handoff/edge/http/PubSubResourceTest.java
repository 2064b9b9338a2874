package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.CloudEventCalls.event;
import static dev.handoff.edge.http.CloudEventCalls.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pub/Sub messages, which come as they are or in a CloudEvent. */
@QuarkusTest
@TestProfile(Outside.class)
class PubSubResourceTest {

    private static final String PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";

    @Test
    void messageWithATypeIsThatTask() {
        String task = task(event(PUBLISHED)
                .body(message("{\"type\": \"process-message\"}", "{\"text\": \"hello\"}"))
                .post("/api/cloudevents"));

        awaitState(task, "SUCCEEDED");
    }

    @Test
    void messageThatIsAnEnvelopeIsThatTask() {
        var message = message("{}", "{\"type\": \"process-message\", \"input\": {\"text\": \"hello\"}}");

        String pushed = task(invoker().body(message).post("/api/pubsub"));
        String again = task(invoker().body(message).post("/api/pubsub"));

        awaitState(pushed, "SUCCEEDED");
        assertThat(again).isEqualTo(pushed);
    }

    @Test
    void messageWithoutAWrapperIsTheSameTask() {
        var id = UUID.randomUUID().toString();
        var data = "{\"text\": \"hello\"}";

        String bare =
                task(unwrapped(id).header("type", "process-message").body(data).post("/api/pubsub"));
        String wrapped = task(invoker()
                .body(message(id, "{\"type\": \"process-message\"}", data))
                .post("/api/pubsub"));

        awaitState(bare, "SUCCEEDED");
        assertThat(wrapped).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"process-message\", \"input\": {\"text\": \"hello\"}}",
                "{\"type\": \"process-message\", \"args\": [\"hello\"]}",
                "{\"path\": \"/api/tasks/process-message\", \"payload\": {\"text\": \"hello\"}}"
            })
    void envelopeWithoutAWrapperIsThatTask(String envelope) {
        awaitState(
                task(unwrapped(UUID.randomUUID().toString())
                        .contentType("application/octet-stream")
                        .body(envelope.getBytes())
                        .post("/api/pubsub")),
                "SUCCEEDED");
    }

    @Test
    void messageWithATypeAndGarbageIsKeptAsDeadTask() {
        var answer = invoker()
                .body(message("{\"type\": \"process-message\"}", "garbage"))
                .post("/api/pubsub");

        get(task(answer)).then().body("state", equalTo("DEAD")).body("input", equalTo("garbage"));
    }

    @Test
    void messageWithArgumentsThatHaveNoPlaceIsKeptAsDeadTask() {
        var answer = invoker()
                .body(message("{}", "{\"type\": \"process-message\", \"args\": [1, 2, 3, 4, 5, 6]}"))
                .post("/api/pubsub");

        get(task(answer)).then().body("state", equalTo("DEAD")).body("error", containsString("at most 5 elements"));
    }

    @Test
    void notificationOfAnUploadIsTranscribed() {
        var told = "{\"bucket\": \"talks\", \"name\": \"in/recording\", \"contentType\": \"audio/mpeg\","
                + " \"metadata\": {\"language\": \"uk\", \"user-id\": \"ann\"}}";

        String task = task(invoker()
                .body(message(notification("OBJECT_FINALIZE", "in/recording"), told))
                .post("/api/pubsub"));
        String bare = task(invoker()
                .body(message(notification("OBJECT_FINALIZE", "in/a.wav"), ""))
                .post("/api/pubsub"));
        String unwrapped = task(unwrapped(UUID.randomUUID().toString())
                .header("eventType", "OBJECT_FINALIZE")
                .header("bucketId", "talks")
                .header("objectId", "in/recording")
                .body(told)
                .post("/api/pubsub"));

        for (var each : List.of(task, unwrapped)) {
            get(each)
                    .then()
                    .body("type", equalTo("transcribe"))
                    .body("input.filename", equalTo("gs://talks/in/recording"))
                    .body("input.language", equalTo("uk"))
                    .body("input.user_id", equalTo("ann"));
        }
        get(bare).then().body("input.filename", equalTo("gs://talks/in/a.wav"));
    }

    @ParameterizedTest
    @CsvSource({
        "OBJECT_DELETE, in/a.wav",
        "OBJECT_METADATA_UPDATE, in/a.wav",
        "OBJECT_FINALIZE, out/a.wav",
        "OBJECT_FINALIZE, in/notes.txt",
        "'', in/a.wav"
    })
    void otherNotificationAsksForNothing(String event, String object) {
        invoker()
                .body(message(notification(event, object), "{}"))
                .post("/api/pubsub")
                .then()
                .statusCode(204);
    }

    @Test
    void uploadThatNobodyMayOpenIsKeptAsDeadTask() {
        var answer = invoker()
                .body(message(notification("OBJECT_FINALIZE", "in/../x.wav"), "{}"))
                .post("/api/pubsub");

        answer.then().header("X-Handoff-State", "DEAD");
        get(task(answer)).then().body("state", equalTo("DEAD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"type\": \"process-message\"}",
                "{\"type\": 1, \"input\": {}}",
                "[]",
                "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"priority\": 1}"
            })
    void messageThatAsksForNothingIsLeftToItsSender(String data) {
        invoker()
                .body(message("{}", data))
                .post("/api/pubsub")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unusable-event"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\": {\"messageId\": \"1\", \"data\": \"?\"}, \"subscription\": \"s\"}",
                "{\"message\": {\"messageId\": \"1\", \"data\": 5}, \"subscription\": \"s\"}",
                "{\"message\": {\"messageId\": \"1\"}, \"subscription\": \"s\"}"
            })
    void messageWithoutReadableDataIsLeftToItsSender(String push) {
        invoker().body(push).post("/api/pubsub").then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"message\": null, \"subscription\": 5}",
                "{\"message\": {\"messageId\": \"\\ud800\"}}",
                "{"
            })
    void whatIsNoPushIsMalformed(String push) {
        invoker().body(push).post("/api/pubsub").then().statusCode(400);
    }

    private static RequestSpecification unwrapped(String id) {
        return invoker()
                .header("x-goog-pubsub-message-id", id)
                .header("x-goog-pubsub-subscription-name", "projects/p/subscriptions/s");
    }

    private static String notification(String event, String object) {
        return "{\"eventType\": \"%s\", \"bucketId\": \"talks\", \"objectId\": \"%s\", \"payloadFormat\": \"JSON_API_V1\"}"
                .formatted(event, object);
    }

    private static String message(String attributes, String data) {
        return message(UUID.randomUUID().toString(), attributes, data);
    }

    private static String message(String id, String attributes, String data) {
        return """
                {"subscription": "projects/p/subscriptions/s",
                 "message": {"messageId": "%s", "attributes": %s, "data": "%s"}}""".formatted(id, attributes, Base64.getEncoder().encodeToString(data.getBytes()));
    }
}
