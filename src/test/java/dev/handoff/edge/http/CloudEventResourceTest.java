package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.newest;
import static dev.handoff.edge.http.CloudEventCalls.event;
import static dev.handoff.edge.http.CloudEventCalls.structured;
import static dev.handoff.edge.http.CloudEventCalls.task;
import static dev.handoff.edge.http.CloudEventCalls.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Outside.class)
class CloudEventResourceTest {

    private static final String FINALIZED = "google.cloud.storage.object.v1.finalized";
    private static final String NAMED = "dev.handoff.task.process-message";

    @Test
    void uploadIsTranscribed() {
        var answer = event(FINALIZED).body(upload("talks", "in/monday.WAV")).post("/api/cloudevents");

        answer.then().statusCode(202).header("X-Handoff-State", "QUEUED").body(emptyString());
        get(task(answer))
                .then()
                .body("type", equalTo("transcribe"))
                .body("state", equalTo("QUEUED"))
                .body("input.filename", equalTo("gs://talks/in/monday.WAV"));
    }

    @Test
    void eventThatComesTwiceIsOneTask() {
        var id = UUID.randomUUID().toString();
        var event =
                "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"//storage\", \"type\": \"%s\", \"data\": %s}"
                        .formatted(id, FINALIZED, upload("shows", "a.mp3"));

        String first = task(structured(event));
        String second = task(structured(event));
        String binary = task(
                event(FINALIZED, id, "//storage").body(upload("shows", "a.mp3")).post("/api/cloudevents"));

        assertThat(second).isEqualTo(first);
        assertThat(binary).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "talks,      in/output/monday.wav, a task made it",
        "talks,      inside/monday.wav,    another folder",
        "elsewhere,  in/monday.wav,        another bucket",
        "talks,      in/notes.txt,         no recording",
        "talks,      in/,                  a folder",
        "talks,      in/wav,               no extension"
    })
    void otherObjectsAreLeftAlone(String bucket, String name, String because) {
        var newest = newest();

        event(FINALIZED)
                .body(upload(bucket, name))
                .post("/api/cloudevents")
                .then()
                .statusCode(204);

        assertThat(newest()).as(because).isEqualTo(newest);
    }

    @Test
    void whatATaskMadeIsLeftAloneWhereverItIs() {
        event(FINALIZED)
                .body("{\"bucket\": \"shows\", \"name\": \"e.mp3\", \"metadata\": {\"made-by-handoff\": \"true\"}}")
                .post("/api/cloudevents")
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/../secret.wav", "in/a\\nb.wav", "in/a\\u0000b.wav", "in/%2e%2e/secret.wav"})
    void nameThatNobodyMayOpenIsKeptAsDeadTask(String name) {
        var answer = event(FINALIZED).body(upload("talks", name)).post("/api/cloudevents");

        answer.then().statusCode(202).header("X-Handoff-State", "DEAD");
        get(task(answer))
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("the name of the uploaded object, /filename, "))
                .body("error", containsString("copy the object to another name"));
    }

    @Test
    void longestNamesAreTranscribed() {
        var longest = "in/" + "ü/".repeat(338) + "abc.wav";

        String fits = task(event(FINALIZED).body(upload("talks", longest)).post("/api/cloudevents"));
        String deep = task(event(FINALIZED)
                .body(upload("talks", "in/" + "ü".repeat(508) + ".wav"))
                .post("/api/cloudevents"));

        get(fits).then().body("state", equalTo("QUEUED"));
        get(deep).then().body("state", equalTo("QUEUED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in/50%descuento.mp3",
                "in/%2e%2e.wav",
                "in//a.mp3",
                "in/a\\\\b.mp3",
                "in/Re: a.mp3",
                "in/\u200eWhatsApp Audio.mp3",
                "in/👨\u200d👩\u200d👧.mp3",
                "in/a\u202eb.wav"
            })
    void nameThatABucketMayHoldIsTranscribed(String name) {
        String task = task(event(FINALIZED)
                .body(upload("talks", name).getBytes(StandardCharsets.UTF_8))
                .post("/api/cloudevents"));

        get(task)
                .then()
                .body("state", equalTo("QUEUED"))
                .body("input.filename", equalTo("gs://talks/" + name.replace("\\\\", "\\")));
    }

    @Test
    void eventThatNamesATypeIsThatTask() {
        String task = task(event(NAMED).body("{\"text\": \"hello\"}").post("/api/cloudevents"));

        awaitState(task, "SUCCEEDED");
        get(task).then().body("result.text", equalTo("hello"));
    }

    @Test
    void inputIsStoredToTheLetter() {
        var event = "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/\", \"type\": \"%s\", \"data\": "
                + "{\"text\": \"a\", \"steps\": 1.00000000000000000000001}}";

        String task = task(structured(event.formatted(UUID.randomUUID(), NAMED)));

        get(task).then().body(containsString("1.00000000000000000000001")).body("state", equalTo("DEAD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\": 1}", "nothing \u0000", "[1, 2", "\"\\ud800\"", "null"})
    void inputThatCanNeverWorkIsKeptAsDeadTask(String input) {
        var event = event(NAMED).body(input);

        String task = task(event.post("/api/cloudevents"));

        get(task).then().body("state", equalTo("DEAD")).body("error", containsString("can never work"));
        assertThat(task(event.post("/api/cloudevents"))).isEqualTo(task);
    }

    @Test
    void otherEventOfTheSameIdIsKeptApart() {
        var id = UUID.randomUUID().toString();
        String first = task(event(NAMED, id, "/a").body("{\"text\": \"one\"}").post("/api/cloudevents"));

        String second = task(event(NAMED, id, "/a").body("{\"text\": \"two\"}").post("/api/cloudevents"));
        String elsewhere =
                task(event(NAMED, id, "/b").body("{\"text\": \"two\"}").post("/api/cloudevents"));

        assertThat(second).isNotEqualTo(first);
        get(second).then().body("state", equalTo("DEAD")).body("error", containsString(first));
        awaitState(elsewhere, "SUCCEEDED");
    }

    @Test
    void typeThatNobodyKnowsIsToBeBroughtAgain() {
        event("dev.handoff.task.unheard-of")
                .body("{}")
                .post("/api/cloudevents")
                .then()
                .statusCode(404);
        event("dev.handoff.task.unheard-of")
                .body("no JSON")
                .post("/api/cloudevents")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.example.something", "google.cloud.storage.object.v1.deleted", "dev.handoff.tasks.transcribe"
            })
    void eventsThatNothingFollowsFromAreRefused(String type) {
        event(type)
                .body("{}")
                .post("/api/cloudevents")
                .then()
                .statusCode(422)
                .body("detail", containsString(type))
                .body("detail", containsString(FINALIZED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "nothing", "{\"bucket\": \"talks\", \"name\": 5}"})
    void uploadWithoutANameIsRefused(String data) {
        event(FINALIZED).body(data).post("/api/cloudevents").then().statusCode(422);
    }

    @Test
    void headersArePercentEncoded() {
        String encoded = task(event(NAMED, "%C3%BC%20%2541", "/%E2%82%AC")
                .body("{\"text\": \"a\"}")
                .post("/api/cloudevents"));
        String plain = task(structured("""
                {"specversion": "1.0", "id": "ü %41", "source": "/€", "type": "dev.handoff.task.process-message",
                 "data": {"text": "a"}}"""));
        String quoted = task(event(NAMED, "\"%C3%BC \\%2541\"", "/%E2%82%AC")
                .body("{\"text\": \"a\"}")
                .post("/api/cloudevents"));

        assertThat(plain).isEqualTo(encoded);
        assertThat(quoted).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%C3", "%ED%A0%80"})
    void malformedHeadersAreRefused(String id) {
        event(NAMED, id, "/a")
                .body("{\"text\": \"a\"}")
                .post("/api/cloudevents")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("ce-id"));
    }

    @ParameterizedTest
    @CsvSource({"%00, /a", "a%0Ab, /a", "a, /a%7F"})
    void controlCharactersAreRefused(String id, String source) {
        var answer = event(NAMED, id, source).body("{\"text\": \"a\"}").post("/api/cloudevents");

        assertThat(answer.statusCode()).isIn(400, 422);
    }

    @Test
    void longIdsAreRefused() {
        event(NAMED, "x".repeat(256), "/a")
                .body("{}")
                .post("/api/cloudevents")
                .then()
                .statusCode(422);
        event(NAMED, "%F0%9F%98%80".repeat(127), "/" + "%E2%82%AC".repeat(499))
                .body("{\"text\": \"a\"}")
                .post("/api/cloudevents")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"specversion\": \"0.3\", \"id\": \"1\", \"source\": \"/\", \"type\": \"a\"}",
                "{\"specversion\": \"1.0\", \"source\": \"/\", \"type\": \"a\"}",
                "{\"specversion\": \"1.0\", \"id\": 1, \"source\": \"/\", \"type\": \"a\"}",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"\\u0000\", \"type\": \"a\"}",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/\", \"type\": \"a\", \"data_base64\": \"?\"}",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/\", \"type\": \"a\", \"id\": \"2\"}"
            })
    void whatIsNoEventIsMalformed(String body) {
        structured(body).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"traceId\": \"ab\"",
                "\"ce_sourceid\": \"7\"",
                "\"ingestedat\": 1764150060000",
                "\"ratio\": 0.5",
                "\"sampled\": true",
                "\"nested\": {\"a\": [1]}",
                "\"time\": \"2026-11-26 09:41:00\"",
                "\"time\": 1764150060",
                "\"subject\": 7, \"dataschema\": \"no URI\"",
                "\"datacontenttype\": \"application/json\", \"\": null"
            })
    void whatNobodyReadsMayBeAnything(String extension) {
        var event = "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/p\", \"type\": \"%s\","
                + " \"data\": {\"text\": \"a\"}, %s}";

        structured(event.formatted(UUID.randomUUID(), NAMED, extension)).then().statusCode(202);
    }

    @Test
    void requestsWithoutAnEventAreMalformed() {
        invoker().body("{\"text\": \"a\"}").post("/api/cloudevents").then().statusCode(400);
        event(NAMED)
                .header("ce-id", "2")
                .body("{}")
                .post("/api/cloudevents")
                .then()
                .statusCode(400);
    }

    @Test
    void eventsAreBounded() {
        event(NAMED).body("x".repeat(300_000)).post("/api/cloudevents").then().statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cloudevents", "/api/pubsub"})
    void strangersBringNothing(String path) {
        given().contentType("application/json").body("{}").post(path).then().statusCode(401);
        given().contentType("application/json")
                .header("X-Tasks-Auth", "wrong")
                .body("{}")
                .post(path)
                .then()
                .statusCode(401);
    }
}
