package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GroupResourceTest {

    private static final String GROUPS = "/api/groups";
    private static final String BODY =
            "{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"all\"}}}";

    @Test
    void groupEndsInItsCompletionTask() {
        var created = json(BODY).post(GROUPS);
        String id = created.path("group_id");
        created.then().statusCode(201).header("Location", GROUPS + "/" + id).body("state", equalTo("OPEN"));
        json("[" + member("a", id) + "," + member("b", id) + "]")
                .post(TASKS)
                .then()
                .statusCode(202);

        seal(id, 2).then().statusCode(200).body("expected", equalTo(2)).body("sealed_at", notNullValue());

        awaitState(created.path("completion_task"), "SUCCEEDED");
        get(id).then()
                .body("state", equalTo("COMPLETED"))
                .body("on_failure", equalTo("COMPLETE"))
                .body("members.SUCCEEDED", equalTo(2))
                .body("members.QUEUED", equalTo(0))
                .body("ended_at", notNullValue());
    }

    @Test
    void groupsAndTheirMembersAreListedPageByPage() {
        String older = json(BODY).post(GROUPS).path("group_id");
        String id = json(BODY).post(GROUPS).path("group_id");
        json("[" + member("a", id) + "," + member("b", id) + "," + member("c", older) + "]")
                .post(TASKS)
                .then()
                .statusCode(202);

        var first = json().get(GROUPS + "?state=OPEN&limit=1");
        first.then().statusCode(200).body("groups.group_id", contains(id)).body("groups[0].members", notNullValue());
        json().get(GROUPS + "?state=OPEN&limit=1&cursor=" + first.path("next_cursor"))
                .then()
                .body("groups.group_id", contains(older));
        var members = json().get(TASKS + "?limit=1&group=" + id);
        members.then().statusCode(200).body("tasks.group", contains(id));
        json().get(TASKS + "?limit=5&group=" + id + "&cursor=" + members.path("next_cursor"))
                .then()
                .body("tasks.group", contains(id))
                .body("next_cursor", nullValue());
        json().get(TASKS + "?type=other&group=" + id).then().statusCode(200).body("tasks", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks?group=nonsense",
                "/api/groups?state=ENDED",
                "/api/groups?cursor=AAAA",
                "/api/groups?limit=0",
                "/api/groups?type=a"
            })
    void listsRefuseWhatTheyDoNotUnderstand(String path) {
        json().get(path).then().statusCode(400).body("type", equalTo("/problems/bad-request"));
    }

    @Test
    void sameKeyMeansTheSameGroup() {
        var key = UUID.randomUUID().toString();
        String first = json(BODY).header("Idempotency-Key", key).post(GROUPS).path("group_id");

        json(BODY)
                .header("Idempotency-Key", key)
                .post(GROUPS)
                .then()
                .statusCode(201)
                .body("group_id", equalTo(first))
                .body("duplicate", equalTo(true));
        json(BODY.replace("all", "other"))
                .header("Idempotency-Key", key)
                .post(GROUPS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/key-reused"));
        json(BODY.replace("\"completion\": {", "\"completion\": {\"priority\": 7, "))
                .header("Idempotency-Key", key)
                .post(GROUPS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/key-reused"));
    }

    @Test
    void keyOfOtherMembersIsRefusedAndNothingIsStored() {
        var id = create();
        var key = UUID.randomUUID().toString();
        var two = "[" + member("a", id) + "," + member("b", id) + "]";
        json(two).header("Idempotency-Key", key).post(TASKS).then().statusCode(202);

        json(two.replace("]", "," + member("c", id) + "]"))
                .header("Idempotency-Key", key)
                .post(TASKS)
                .then()
                .statusCode(422);

        json(two).header("Idempotency-Key", key).post(TASKS).then().statusCode(202);
        seal(id, 2).then().statusCode(200);
    }

    @Test
    void groupIsSealedWithTheNumberThatItHas() {
        var id = create();
        json(member("a", id)).post(TASKS).then().statusCode(202);

        seal(id, 2)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/wrong-group-state"))
                .body("detail", containsString("it has 1 members, not 2"));
        seal(id, 1).then().statusCode(200);
        seal(id, 1).then().statusCode(200);
        seal(id, 2).then().statusCode(409).body("detail", containsString("sealed with 1 members, not 2"));
    }

    @Test
    void closedGroupTakesNoMembers() {
        var id = create();
        seal(id, 0).then().statusCode(200);

        json(member("late", id))
                .post(TASKS)
                .then()
                .statusCode(409)
                .body("detail", containsString("only an OPEN group takes members"));
    }

    @Test
    void unknownGroupIsNotFound() {
        var unknown = UUID.randomUUID().toString();

        get(unknown).then().statusCode(404).body("type", equalTo("/problems/group-not-found"));
        seal(unknown, 0).then().statusCode(404);
        json().post(GROUPS + "/" + unknown + "/cancel").then().statusCode(404);
        json(member("a", unknown)).post(TASKS).then().statusCode(404).body("detail", containsString(unknown));
        get("x").then().statusCode(404);
    }

    @Test
    void cancelledGroupHasNoCompletion() {
        var created = json(BODY).post(GROUPS);
        String id = created.path("group_id");
        var later = member("a", id).replace("\"group\"", "\"run_at\": \"2099-01-01T00:00:00Z\", \"group\"");
        json(later).post(TASKS).then().statusCode(202);

        cancel(id).then().statusCode(200).body("cancelled", equalTo(true)).body("state", equalTo("CANCELLED"));
        cancel(id).then().statusCode(200).body("cancelled", equalTo(false));

        get(id).then().body("members.CANCELLED", equalTo(1)).body("expected", nullValue());
        json().get(TASKS + "/" + created.path("completion_task")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /completion",
                "{\"completion\": {\"input\": {}}} | /completion/type",
                "{\"completion\": {\"type\": \"process-message\"}} | /completion/input",
                "{\"completion\": {\"type\": \"process-message\", \"input\": {}}} | /completion/input/text",
                "{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"priority\": 101}}"
                        + " | /completion/priority",
            })
    void brokenRuleIsNamed(String body, String field) {
        json(body).post(GROUPS).then().statusCode(422).body("errors[0].field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | 400", "[] | 400", "{\"expected\": 1, \"x\": 1} | 400", "{\"expected\": -1} | 400", "{} | 400"
            })
    void sealNeedsANumber(String body, int status) {
        json(body).post(GROUPS + "/" + create() + "/seal").then().statusCode(status);
    }

    @Test
    void failurePolicyIsOneOfTwo() {
        json(BODY.replace("{\"completion\"", "{\"on_failure\": \"FAIL\", \"completion\""))
                .post(GROUPS)
                .then()
                .statusCode(201);
        json(BODY.replace("{\"completion\"", "{\"on_failure\": \"EXPLODE\", \"completion\""))
                .post(GROUPS)
                .then()
                .statusCode(400);
    }

    @Test
    void groupOfATaskIsAnId() {
        json(member("a", "7")).post(TASKS).then().statusCode(422).body("errors[0].field", equalTo("/group"));
    }

    @Test
    void descriptionTellsOfGroups() {
        assertThat(json().get("/q/openapi").asString()).contains("/api/groups/{id}/seal", "GroupRecord");
    }

    private static String create() {
        return json(BODY).post(GROUPS).then().statusCode(201).extract().path("group_id");
    }

    private static Response get(String id) {
        return json().get(GROUPS + "/" + id);
    }

    private static Response seal(String id, int expected) {
        return json("{\"expected\": " + expected + "}").post(GROUPS + "/" + id + "/seal");
    }

    private static Response cancel(String id) {
        return json().post(GROUPS + "/" + id + "/cancel");
    }

    private static String member(String text, String group) {
        return "{\"type\": \"process-message\", \"input\": {\"text\": \"" + text + "\"}, \"group\": \"" + group + "\"}";
    }
}
