package dev.handoff.edge.http.speaking;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.storage.Storage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SpeakingResourceTest {

    private static final String RESOURCES = "/api/resources";

    @Inject
    DataSource database;

    @Inject
    Storage storage;

    private final String id = "r-" + UUID.randomUUID();

    @Test
    void resourceIsStoredAndReplacedUnderItsId() {
        json("{\"resource_id\":\"" + id + "\",\"content\":\"Good day\"}")
                .post(RESOURCES)
                .then()
                .statusCode(200)
                .body("created", equalTo(true));
        json("{\"resource_id\":\"" + id + "\",\"kind\":\"prompt\",\"content\":\"Who are you?\",\"language\":\"en\"}")
                .post(RESOURCES)
                .then()
                .body("created", equalTo(false));

        json().get(RESOURCES + "/" + id)
                .then()
                .body("resource.kind", equalTo("prompt"))
                .body("resource.content", equalTo("Who are you?"))
                .body("resource.rating", nullValue())
                .body("resource.status", nullValue())
                .body("impressions.size()", equalTo(0));
    }

    @Test
    void everyBrokenRuleOfAResourceIsTold() {
        json("{\"resource_id\":\"../x\",\"content\":\" \",\"colour\":\"red\"}")
                .post(RESOURCES)
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/resource_id"))
                .body("errors.field", hasItem("/content"))
                .body("errors.field", hasItem("/colour"));
        json().get(RESOURCES + "/" + id).then().statusCode(404).body("detail", containsString("POST /api/resources"));
        json().get(RESOURCES + "/" + id + "/evaluations").then().statusCode(404);
    }

    @Test
    void listGoesOnAfterItsCursor() {
        for (int i = 1; i <= 3; i++) {
            store("0" + id + "-" + i);
        }

        var first = json().get(RESOURCES + "?limit=2");
        first.then().body("resources.size()", equalTo(2));
        json().get(RESOURCES + "?limit=2&cursor=" + first.path("next_cursor"))
                .then()
                .body("resources[0].resource_id", equalTo("0" + id + "-3"));
    }

    @Test
    void ratingIsMadeOfScoresAndImpressionsAndStaysTheSameWhenRepeated() throws SQLException {
        store(id);
        for (var score : new String[] {"1", "0.8", "NULL"}) {
            evaluated(id, score);
        }
        run("INSERT INTO impression VALUES ('%1$s', 'like', 8), ('%1$s', 'skip', 2), ('%1$s', 'view', 90)"
                .formatted(id));
        run("DELETE FROM rating_prior");

        for (int i = 0; i < 2; i++) {
            var task = submitBody("{\"type\":\"calculate_rating\",\"input\":{\"resource_id\":\"" + id + "\"}}");
            awaitState(task, "SUCCEEDED");
            rounded()
                    .get(RESOURCES + "/" + id)
                    .then()
                    .body("resource.rating.mean", closeTo(4.3 / 7, 1e-6))
                    .body("resource.rating.evaluations", equalTo(2))
                    .body("resource.rating.appeal", closeTo(0.490162, 1e-5))
                    .body("resource.rating.votes", equalTo(10))
                    .body("resource.rating.impressions", equalTo(100))
                    .body("impressions.view", equalTo(90));
        }
    }

    @Test
    void ratingOfAResourceThatIsNotThereFailsAtOnce() {
        var task = submitBody("{\"type\":\"calculate-rating\",\"input\":{\"resource_id\":\"" + id + "\"}}");

        awaitState(task, "DEAD");
        get(task).then().body("error", containsString("POST /api/resources")).body("attempts.size()", equalTo(1));
    }

    @Test
    void allResourcesAreRatedPageByPage() throws SQLException {
        for (int i = 1; i <= 5; i++) {
            store(id + "-" + i);
            evaluated(id + "-" + i, "0.5");
        }

        var task = submitBody("{\"type\":\"calculate_all_ratings\",\"input\":{\"page_size\":2}}");
        awaitState(task, "SUCCEEDED");
        String group = get(task).path("result.group");
        String completion = json().get("/api/groups/" + group).path("completion_task");
        awaitState(completion, "SUCCEEDED");

        int resources = json().get(RESOURCES + "?limit=1000").path("resources.size()");
        get(completion)
                .then()
                .body("result.rated", equalTo(resources))
                .body("result.failed_pages", equalTo(0))
                .body("result.pages", equalTo((resources + 1) / 2));
        for (int i = 1; i <= 5; i++) {
            json().get(RESOURCES + "/" + id + "-" + i).then().body("resource.rating.evaluations", equalTo(1));
        }
    }

    @Test
    void oneTaskAtATimeRatesAll() {
        var first = json().post("/api/tasks/rating/recalculate");
        first.then().statusCode(202).header("Location", "/api/tasks/" + first.path("task_id"));
        awaitState(first.path("task_id"), "SUCCEEDED");

        String second = json().post("/api/tasks/rating/recalculate").path("task_id");

        get(second).then().body("type", equalTo("calculate-all-ratings"));
        assertThat(second).isNotEqualTo(first.<String>path("task_id"));
    }

    @Test
    void evaluationThatHasNotEndedStandsAsItsTaskDoes() throws SQLException {
        store(id);
        var dead = submitBody("{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"fail_permanently\":true}}");
        awaitState(dead, "DEAD");
        run("INSERT INTO evaluation (task_id, resource_id, session_id, user_name, started_at)"
                + " VALUES ('%s', '%s', 's', 'ann', now() - interval '1 hour')".formatted(dead, id));
        json().get(RESOURCES + "/" + id)
                .then()
                .body("resource.status.state", equalTo("FAILED"))
                .body("resource.status.error", containsString("told to fail permanently"));

        evaluated(id, "0.9");

        json().get(RESOURCES + "/" + id).then().body("resource.status.state", equalTo("EVALUATED"));
        var page = json().get(RESOURCES + "/" + id + "/evaluations?limit=1");
        page.then().body("evaluations.status.state", contains("EVALUATED")).body("evaluations[0].score", equalTo(0.9f));
        json().get(RESOURCES + "/" + id + "/evaluations?limit=1&cursor=" + page.path("next_cursor"))
                .then()
                .body("evaluations.status.state", contains("FAILED"));
    }

    @Test
    void sessionIsOpenedAndKeptOpen() {
        json("{\"session_id\":\"" + id + "\",\"user_name\":\"ann\"}")
                .post("/api/sessions")
                .then()
                .statusCode(200);
        json("{\"session_id\":\"" + id + "\",\"expires_at\":\"2030-01-01T00:00:00Z\"}")
                .post("/api/sessions")
                .then()
                .body("user_name", equalTo("ann"))
                .body("expires_at", equalTo("2030-01-01T00:00:00Z"));

        json().get("/api/sessions?limit=1000").then().body("sessions.session_id", hasItem(id));
        json("{\"session_id\":\"a/b\"}").post("/api/sessions").then().statusCode(422);
    }

    @Test
    void sessionThatIsOverGoesWithItsFiles() throws Exception {
        var file = storage.output("sessions/" + id + "/chunk.audio");
        storage.put(Path.of("samples/README.md"), file);
        var used = id + "-used";
        json("{\"session_id\":\"" + used + "\"}").post("/api/sessions");
        json("{\"session_id\":\"" + id + "\",\"expires_at\":\"2026-01-01T00:00:00Z\"}")
                .post("/api/sessions");
        var idle = id + "-idle";
        json("{\"session_id\":\"" + idle + "\"}").post("/api/sessions");
        run("UPDATE speaking_session SET active_at = now() - interval '25 hours' WHERE id = '" + idle + "'");

        awaitState(json().post("/api/tasks/cleanup/sessions").path("task_id"), "SUCCEEDED");

        List<String> left = json().get("/api/sessions?limit=1000").path("sessions.session_id");
        assertThat(left).contains(used).doesNotContain(id, idle);
        assertThat(storage.exists(file)).isFalse();
    }

    @Test
    void sessionThatIsBeingDeletedTakesNothingUntilItIsGone() throws SQLException {
        json("{\"session_id\":\"" + id + "\"}").post("/api/sessions");
        run("UPDATE speaking_session SET closing_at = now() WHERE id = '" + id + "'");
        json("{\"session_id\":\"" + id + "\"}").post("/api/sessions").then().statusCode(503);

        awaitState(json().post("/api/tasks/cleanup/sessions").path("task_id"), "SUCCEEDED");

        json("{\"session_id\":\"" + id + "\"}").post("/api/sessions").then().statusCode(200);
    }

    @Test
    void withoutRedisASyncIsRefusedWithTheRemedy() {
        json().post("/api/tasks/impressions/sync")
                .then()
                .statusCode(422)
                .body("detail", containsString("set REDIS_URL"));
    }

    @Test
    void processRatesAResource() {
        store(id);

        var ticket = json("{\"resource_id\":\"" + id + "\"}").post("/process");
        ticket.then().statusCode(202).header("Location", "/api/tasks/" + ticket.path("task_id"));

        get(ticket.path("task_id")).then().body("type", equalTo("calculate-rating"));
        json("{\"resource\":\"" + id + "\"}")
                .post("/process")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/resource_id"));
        json().post("/process").then().statusCode(400);
    }

    private static void store(String resource) {
        json("{\"resource_id\":\"" + resource + "\",\"content\":\"Good day\"}")
                .post(RESOURCES)
                .then()
                .statusCode(200);
    }

    private void evaluated(String resource, String score) throws SQLException {
        run("INSERT INTO evaluation (task_id, resource_id, session_id, user_name, ended_at, score, details)"
                + " VALUES ('%s', '%s', 's', 'ann', now(), %s, '{}')".formatted(UUID.randomUUID(), resource, score));
    }

    private static io.restassured.specification.RequestSpecification rounded() {
        return json().config(RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)));
    }

    private void run(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
