package dev.handoff.edge.http.podcast;

import static dev.handoff.edge.http.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TemplateResourceTest {

    private static final String TEMPLATES = "/api/templates";
    private static final String WEEKLY = """
            {"name": "Weekly", "segments": [
                {"type": "clip", "filename": "intro.mp3", "gain": -3},
                {"type": "speech", "text": "Hello {{guest}}", "voice": "amy", "title": "Welcome"},
                {"type": "main", "crossfade": 1.5},
                {"type": "silence", "seconds": 2}],
             "music": [{"filename": "bed.mp3", "last_segment": 1, "loop": true}]}""";

    private final String id = "t." + UUID.randomUUID();

    @Test
    void templateIsCreatedReadReplacedAndDeleted() {
        var created = put(id, WEEKLY);
        created.then()
                .statusCode(201)
                .header("Location", TEMPLATES + "/" + id)
                .body("template_id", equalTo(id))
                .body("format", equalTo("mp3"))
                .body("loudness", equalTo(-16f))
                .body("true_peak", equalTo(-1f))
                .body("segments.type", contains("clip", "speech", "main", "silence"))
                .body("segments[0].gain", equalTo(-3f))
                .body("segments[1].crossfade", equalTo(0f))
                .body("music[0].ducking", equalTo(12f))
                .body("music[0].first_segment", nullValue());

        var read = get(id);
        read.then().statusCode(200).header("ETag", etag(created));
        assertThat(read.asString()).isEqualTo(created.asString());

        var replaced = put(id, read.asString().replace("Weekly", "Daily"));
        replaced.then().statusCode(200).header("ETag", not(etag(created))).body("name", equalTo("Daily"));

        json().delete(TEMPLATES + "/" + id).then().statusCode(204);
        get(id).then().statusCode(404).body("type", equalTo("/problems/template-not-found"));
        json().delete(TEMPLATES + "/" + id).then().statusCode(404);
    }

    @Test
    void postMakesAnIdOrTakesOneThatIsFree() {
        var first = json(WEEKLY).post(TEMPLATES);
        String made = first.path("template_id");

        first.then()
                .statusCode(201)
                .header("ETag", matchesPattern("\"[0-9]+\""))
                .header("Location", TEMPLATES + "/" + made);
        get(made).then().statusCode(200);
        json(WEEKLY).post(TEMPLATES).then().statusCode(201).body("template_id", not(made));
        var named = WEEKLY.replace("{\"name\"", "{\"template_id\": \"" + id + "\", \"name\"");
        json(named).post(TEMPLATES).then().statusCode(201).body("template_id", equalTo(id));
        json(named)
                .post(TEMPLATES)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/template-exists"))
                .body("detail", containsString(id));
    }

    @Test
    void whoHasItAlreadyGetsNoBody() {
        var etag = etag(put(id, WEEKLY));

        for (var known : List.of(etag, "W/" + etag, "\"1x\", " + etag, "*")) {
            json().header("If-None-Match", known)
                    .get(TEMPLATES + "/" + id)
                    .then()
                    .statusCode(304)
                    .header("ETag", etag)
                    .body(equalTo(""));
        }
        json().header("If-None-Match", "\"1\"").get(TEMPLATES + "/" + id).then().statusCode(200);
        json().header("If-None-Match", "1").get(TEMPLATES + "/" + id).then().statusCode(400);
    }

    @Test
    void putWithAVersionReplacesThatVersion() {
        var old = etag(put(id, WEEKLY));
        var changed = putIf("If-Match", old, WEEKLY.replace("Weekly", "2"));

        changed.then().statusCode(200);
        putIf("If-Match", old, WEEKLY)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/precondition-failed"))
                .body("detail", containsString(id));
        putIf("If-Match", "W/" + etag(changed), WEEKLY).then().statusCode(412);
        get(id).then().body("name", equalTo("2"));
        putIf("If-Match", old + ", " + etag(changed), WEEKLY).then().statusCode(200);
        putIf("If-Match", "*", WEEKLY).then().statusCode(200);
        putIf("If-Match", "7", WEEKLY).then().statusCode(400);
    }

    @Test
    void putWithAVersionCreatesNothing() {
        putIf("If-Match", "\"1\"", WEEKLY).then().statusCode(412);
        putIf("If-Match", "*", WEEKLY).then().statusCode(412);

        get(id).then().statusCode(404);
    }

    @Test
    void putCanCreateOnly() {
        putIf("If-None-Match", "*", WEEKLY).then().statusCode(201);
        putIf("If-None-Match", "*", WEEKLY.replace("Weekly", "2")).then().statusCode(412);

        get(id).then().body("name", equalTo("Weekly"));
        putIf("If-None-Match", "\"7\"", WEEKLY).then().statusCode(400);
        json(WEEKLY)
                .header("If-None-Match", "*")
                .header("If-Match", "*")
                .put(TEMPLATES + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("If-None-Match"));
    }

    @Test
    void deleteWithAVersionDeletesThatVersion() {
        json().header("If-Match", "*").delete(TEMPLATES + "/" + id).then().statusCode(404);
        var old = etag(put(id, WEEKLY));
        var etag = etag(put(id, WEEKLY));

        json().header("If-Match", old).delete(TEMPLATES + "/" + id).then().statusCode(412);
        json().header("If-Match", etag).delete(TEMPLATES + "/" + id).then().statusCode(204);
        json().header("If-Match", etag).delete(TEMPLATES + "/" + id).then().statusCode(404);
    }

    @RepeatedTest(5)
    void oneOfManyEditorsOfAVersionWins() throws Exception {
        var etag = etag(put(id, WEEKLY));

        var answers = together(editor -> putIf("If-Match", etag, WEEKLY.replace("Weekly", "by " + editor)));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        var winner = answers.stream()
                .filter(it -> it.statusCode() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(get(id).asString()).isEqualTo(winner.asString());
    }

    @RepeatedTest(5)
    void oneOfManyCreatorsWins() throws Exception {
        var answers = together(editor -> putIf("If-None-Match", "*", WEEKLY));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
    }

    @Test
    void listGoesOnWhereThePageBeforeEnded() {
        for (var end : List.of("c", "A", "b")) {
            put(id + end, WEEKLY).then().statusCode(201);
        }

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = json().queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(TEMPLATES);
            page.then().statusCode(200);
            seen.addAll(page.path("templates.template_id"));
            cursor = page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(id + "A", id + "b", id + "c");
        json().queryParam("limit", 1000)
                .get(TEMPLATES)
                .then()
                .body("templates.name", hasItem("Weekly"))
                .body("templates[0].version", notNullValue())
                .body("templates[0].created_at", notNullValue())
                .body("templates[0].updated_at", notNullValue())
                .body("templates[0].segments", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=_", "cursor=%00", "cursor=w6k", "limit=0", "limit=1001", "name=x"})
    void listRefusesWhatItDoesNotUnderstand(String query) {
        json().get(TEMPLATES + "?" + query).then().statusCode(400).body("type", equalTo("/problems/bad-request"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                    | /segments
            []                                                                    | ``
            null                                                                  | ``
            "x"                                                                   | ``
            {"segments": [{"type": "main"}], "segment": []}                       | /segment
            {"segments": [{"type": "main", "crosfade": 1}]}                       | /segments/0/crosfade
            {"segments": [{"type": "main"}, {"type": "main"}]}                    | /segments
            {"segments": [{"type": "main"}, {"type": "clip", "filename": "/x"}]}  | /segments/1/filename
            {"segments": [{"type": "main"}, {"type": "speech", "text": "{{a"}]}   | /segments/1/text
            {"segments": [{"type": "main", "crossfade": 1}]}                      | /segments/0/crossfade
            {"template_id": "other", "segments": [{"type": "main"}]}              | /template_id
            {"template_id": 7, "segments": [{"type": "main"}]}                    | /template_id
            """)
    void brokenRuleIsPointedAt(String body, String field) {
        put(id, body)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-template"))
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field));
        get(id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"segments\": [], \"segments\": []}",
                "{} {}",
                "{\"name\": \"\\ud800\"}",
                "{\"loudness\": 1e999999999}"
            })
    void malformedBodyIsRefused(String body) {
        put(id, body).then().statusCode(400);
        json(body).post(TEMPLATES).then().statusCode(400);
    }

    @Test
    void bodyIsBounded() {
        put(id, "{\"name\": \"" + "x".repeat(300_000) + "\"}").then().statusCode(413);
        json(WEEKLY).contentType("text/plain").put(TEMPLATES + "/" + id).then().statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2Fx", "a%00b", "%20", "-x", "a'b", "%F0%9F%8E%99", "a%2Fb", "x%0A"})
    void hostileIdIsNoTemplate(String hostile) {
        var path = TEMPLATES + "/" + hostile;

        raw().get(path).then().statusCode(404);
        raw().delete(path).then().statusCode(404);
        raw().body(WEEKLY).put(path).then().statusCode(422).body("errors[0].field", equalTo("/template_id"));
    }

    @Test
    void longIdIsNoTemplate() {
        get("x".repeat(101)).then().statusCode(404);
        put("x".repeat(101), WEEKLY).then().statusCode(422);
        put("x".repeat(64) + id.substring(2), WEEKLY).then().statusCode(201);
    }

    @Test
    void schemaIsNoTemplateButDescribesThem() {
        json().get(TEMPLATES + "/schema")
                .then()
                .statusCode(200)
                .body(
                        "properties.segments.items.oneOf.properties.type.const",
                        contains("clip", "main", "speech", "silence"))
                .body("additionalProperties", equalTo(false));
        put("schema", WEEKLY).then().statusCode(422).body("errors[0].field", equalTo("/template_id"));
        json("{\"template_id\": \"schema\", \"segments\": [{\"type\": \"main\"}]}")
                .post(TEMPLATES)
                .then()
                .statusCode(422);
    }

    @Test
    void descriptionTellsOfTemplates() {
        assertThat(json().get("/q/openapi").asString())
                .contains("/api/templates/{id}", "/api/templates/schema", "If-None-Match", "TemplatePage");
    }

    private interface Edit {
        Response by(int editor);
    }

    private static List<Response> together(Edit edit) throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var edits = IntStream.range(0, 6)
                    .<Callable<Response>>mapToObj(editor -> () -> edit.by(editor))
                    .toList();
            return threads.invokeAll(edits).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
    }

    private static Response get(String id) {
        return json().get(TEMPLATES + "/" + id);
    }

    private static Response put(String id, String body) {
        return json(body).put(TEMPLATES + "/" + id);
    }

    private Response putIf(String header, String value, String body) {
        return json(body).header(header, value).put(TEMPLATES + "/" + id);
    }

    private static RequestSpecification raw() {
        return json().urlEncodingEnabled(false);
    }

    private static String etag(Response answer) {
        return answer.header("ETag");
    }
}
