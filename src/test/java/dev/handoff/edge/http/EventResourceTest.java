package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EventResourceTest {

    private static final String EVENTS = "/api/events";
    private static final String REPLAY = EVENTS + "/replay";
    private static final String VOTE =
            "{\"vote_id\":\"v\",\"vote_type\":\"up\",\"entity_id\":\"p\",\"entity_type\":\"post\",\"user_id\":\"u\"}";
    private static final String POST = "{\"post_id\":\"p\",\"author_id\":\"a\",\"title\":\"t\"}";

    private static String event(String data) {
        return "{\"topic\":\"post.published\",\"data\":" + data + "}";
    }

    @Test
    void publishedEventIsListedAndRelayed() {
        String id = json(event(POST))
                .post(EVENTS)
                .then()
                .statusCode(202)
                .body("event_id", notNullValue())
                .body("duplicate", nullValue())
                .extract()
                .path("event_id");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> json().get(EVENTS + "?topic=post.published&state=published")
                        .then()
                        .statusCode(200)
                        .body("events.event_id", hasItem(id)));
        json().get(EVENTS + "?topic=post.published&limit=1000")
                .then()
                .body("events.find { it.event_id == '" + id + "' }.data.title", equalTo("t"))
                .body("events.find { it.event_id == '" + id + "' }.source", equalTo("/api/events"));
    }

    @Test
    void arrayIsAnsweredInItsOrder() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var body = "[{\"topic\":\"post.published\",\"id\":\"" + one + "\",\"data\":" + POST
                + "},{\"topic\":\"post.published\",\"version\":1,\"id\":\"" + two + "\",\"data\":" + POST + "}]";

        json(body)
                .post(EVENTS)
                .then()
                .statusCode(202)
                .body("event_id", equalTo(List.of(one.toString(), two.toString())));
    }

    @Test
    void sameIdempotencyKeyMeansTheSameEvent() {
        var key = UUID.randomUUID().toString();
        String first =
                json(event(POST)).header("Idempotency-Key", key).post(EVENTS).path("event_id");

        json(event(POST))
                .header("Idempotency-Key", key)
                .post(EVENTS)
                .then()
                .statusCode(202)
                .body("event_id", equalTo(first))
                .body("duplicate", equalTo(true));
    }

    @Test
    void keyOfAnotherEventIsRefused() {
        var key = UUID.randomUUID().toString();
        json(event(POST)).header("Idempotency-Key", key).post(EVENTS);

        json(event(POST.replace("\"t\"", "\"u\"")))
                .header("Idempotency-Key", key)
                .post(EVENTS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/event-reused"));
    }

    @Test
    void brokenRulesAreNamedByField() {
        json(event("{\"post_id\":7,\"author_id\":\"a\",\"colour\":\"red\"}"))
                .post(EVENTS)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-event"))
                .body("errors.field", hasItems("/data/post_id", "/data/title", "/data/colour"));
    }

    @Test
    void brokenRulesInAnArrayAreNamedByPlace() {
        json("[" + event(POST) + "," + event("{}") + "]")
                .post(EVENTS)
                .then()
                .statusCode(422)
                .body("errors.field", hasItems("/1/data/post_id", "/1/data/title"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":{}} | 422 | /topic: is required",
                "{\"topic\":\"post.published\"} | 422 | /data: is required",
                "{\"topic\":\"post.exploded\",\"data\":{}} | 404 | unknown topic post.exploded; known are circle.joined",
                "{\"topic\":\"post.published\",\"version\":2,\"data\":{}} | 404 | no version 2 of topic post.published",
                "{\"topic\":\"post.published\",\"data\":{},\"id\":\"1-2-3-4-5\"} | 422 | /id: must be a UUID",
                "{\"topic\":\"post.published\",\"data\":{},\"colour\":1} | 400 | /colour is unknown",
                "[] | 400 | must have 1 to 1000 events",
                "[null] | 400 | must be an event, was null",
                "{ | 400 | line 1",
            })
    void badEventIsExplained(String body, int status, String detail) {
        json(body).post(EVENTS).then().statusCode(status).body("detail", containsString(detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=PENDING",
                "topic=Post",
                "created_from=yesterday",
                "from=2020-01-01T00:00:00Z",
                "cursor=abc",
                "limit=0",
                "colour=red",
                "limit=1&limit=2"
            })
    void badQueryIsRefused(String query) {
        json().get(EVENTS + "?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(query.replaceFirst("=.*", "")));
    }

    @Test
    void listIsLimitedToATime() {
        json(event(POST)).post(EVENTS);

        json().get(EVENTS + "?created_before=2020-01-01T00:00:00Z").then().body("events", hasSize(0));
        json().get(EVENTS + "?created_from=2020-01-01T00:00:00Z&limit=1").then().body("events", hasSize(1));
    }

    @Test
    void cursorLeadsFromPageToPage() {
        var sent = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            sent.addFirst(json(event(POST)).post(EVENTS).path("event_id"));
        }

        var listed = new ArrayList<String>();
        var cursor = "";
        for (int page = 0; page < 3; page++) {
            var answer = json().queryParams(cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor))
                    .get(EVENTS + "?topic=post.published&limit=1");
            listed.add(answer.path("events[0].event_id"));
            cursor = answer.path("next_cursor");
        }

        assertThat(listed).isEqualTo(sent);
        json().get(EVENTS + "?created_before=2020-01-01T00:00:00Z").then().body("next_cursor", nullValue());
    }

    @Test
    void replayTellsHowManyEventsItBrings() {
        json("{\"topic\":\"circle.left\",\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2021-01-01T00:00:00Z\",\"again\":true}")
                .post(REPLAY)
                .then()
                .statusCode(202)
                .body("events", equalTo(0))
                .body("task_id", notNullValue())
                .body("again", notNullValue());
    }

    @Test
    void eventsOfAReplayAreCountedFirst() {
        var past = "topic=vote.deleted&created_from=2020-01-01T00:00:00Z&created_before=2099-01-01T00:00:00Z";
        int earlier = json().get(REPLAY + "?" + past).path("events");
        String id = json("{\"topic\":\"vote.deleted\",\"data\":" + VOTE + "}")
                .post(EVENTS)
                .path("event_id");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> json().get(EVENTS + "?topic=vote.deleted&state=published")
                        .then()
                        .body("events.event_id", hasItem(id)));

        json().get(REPLAY + "?" + past)
                .then()
                .statusCode(200)
                .body("events", equalTo(earlier + 1))
                .body("is_more", equalTo(false));
        json().get(REPLAY + "?" + past.replace("2099", "2021")).then().body("events", equalTo(0));
        json().get(REPLAY + "?" + past.replace("deleted", "x")).then().statusCode(404);
        json().get(REPLAY + "?topic=vote.deleted").then().statusCode(400).body("detail", containsString("is needed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2021-01-01T00:00:00Z\"} | 422 | /topic: is required",
                "{\"topic\":\"circle.left\",\"to\":\"2021-01-01T00:00:00Z\"} | 422 | /from: is required",
                "{\"topic\":\"circle.left\",\"from\":\"x\",\"to\":\"2021-01-01T00:00:00Z\"} | 422 | /from: must be an ISO",
                "{\"topic\":\"x.y\",\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2021-01-01T00:00:00Z\"} | 404 | unknown topic x.y",
                "{\"topic\":\"vote.deleted\",\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2021-01-01T00:00:00Z\",\"subscriber\":\"x\"} | 422 | must be a subscriber",
                "{\"colour\":1} | 400 | /colour is unknown",
            })
    void badReplayIsExplained(String body, int status, String detail) {
        json(body).post(REPLAY).then().statusCode(status).body("detail", containsString(detail));
    }

    @Test
    void topicsTellTheirSchemaAndWhoListens() {
        json().get("/api/topics")
                .then()
                .statusCode(200)
                .body("topics", hasSize(18))
                .body("topics.version", everyItem(equalTo(1)))
                .body(
                        "topics.find { it.name == 'post.published' }.subscribers",
                        equalTo(List.of("feed-post", "index-post", "notify-followers")))
                .body(
                        "topics.find { it.name == 'post.published' }.schema.required",
                        hasItems("post_id", "author_id", "title"));
    }

    @Test
    void schemaHasAnAddressOfItsOwn() {
        json().get("/api/topics/post.published/1")
                .then()
                .statusCode(200)
                .body("properties.title.maxLength", equalTo(500));
        json().get("/api/topics/post.published/2")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-topic"));
        json().get("/api/topics/post.exploded/1")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-topic"));
    }

    @Test
    void describesItselfInOpenApi() {
        var description =
                json().accept("application/json").get("/q/openapi?format=json").asString();

        assertThat(description).contains("/api/events/replay", "\"EventRecord\"", "/api/topics/{topic}/{version}");
    }
}
