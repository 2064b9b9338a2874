package dev.handoff.domain.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.handoff.kit.audit.AuditRetention;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditTest {

    @Inject
    DataSource database;

    @Inject
    AuditRetention retention;

    private final String event = UUID.randomUUID().toString();
    private final String actor = "actor-" + event;

    @Test
    void entryIsAddedOnceHoweverOftenItIsTold() {
        log(event, "2026-01-02T03:04:05.123456789Z", "post.hidden").then().body("result.repeated", equalTo(false));
        log(event, "2026-01-02T03:04:05.123456789Z", "post.hidden").then().body("result.repeated", equalTo(true));

        given().get("/api/audit?actor=" + actor)
                .then()
                .body("entries.size()", equalTo(1))
                .body("entries[0].event_id", equalTo(event))
                .body("entries[0].details.why", equalTo("spam"));
    }

    @Test
    void anotherEntryOfTheSameEventIsRefused() {
        log(event, "2026-01-02T03:04:05Z", "post.hidden");

        log(event, "2026-01-02T03:04:05Z", "post.deleted")
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("another audit entry"));
    }

    @Test
    void listIsFilteredAndPaged() {
        log(UUID.randomUUID().toString(), "2026-01-01T00:00:00Z", "post.hidden");
        log(UUID.randomUUID().toString(), "2026-01-02T00:00:00Z", "post.deleted");
        log(UUID.randomUUID().toString(), "2026-01-03T00:00:00Z", "post.hidden");

        var first = given().get("/api/audit?limit=2&actor=" + actor);
        first.then().body("entries.action", contains("post.hidden", "post.deleted"));
        given().get("/api/audit?limit=2&actor=" + actor + "&cursor=" + first.path("next_cursor"))
                .then()
                .body("entries.occurred_at", contains("2026-01-01T00:00:00Z"));
        given().get("/api/audit?action=post.hidden&actor=" + actor).then().body("entries.size()", equalTo(2));
        given().get("/api/audit?entity_type=post&entity_id=p1&actor=" + actor)
                .then()
                .body("entries.size()", equalTo(3));
        given().get("/api/audit?occurred_from=2026-01-02T00:00:00Z&occurred_before=2026-01-03T00:00:00Z&actor=" + actor)
                .then()
                .body("entries.action", contains("post.deleted"));
        given().get("/api/audit?colour=red").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor = 'nobody'",
                "UPDATE audit_entry SET actor = actor WHERE false",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry"
            })
    void entriesAreNeitherChangedNorDeleted(String statement) throws SQLException {
        log(event, "2026-01-02T03:04:05Z", "post.hidden");

        assertThatThrownBy(() -> run(statement)).hasMessageContaining("audit entries are only ever added");

        given().get("/api/audit?actor=" + actor).then().body("entries.size()", equalTo(1));
    }

    @Test
    void oldEntriesAreDeletedForThoseWhoWantIt() throws SQLException {
        log(event, "2026-01-02T03:04:05Z", "post.hidden");
        run(
                "INSERT INTO audit_entry SELECT gen_random_uuid(), occurred_at, now() - interval '31 days', actor, 'post.old',"
                        + " entity_type, entity_id, details FROM audit_entry WHERE id = '" + event + "'");

        assertThat(retention.kept()).isZero();
        assertThat(retention.prune(Instant.now())).isOne();

        given().get("/api/audit?actor=" + actor).then().body("entries.action", contains("post.hidden"));
    }

    @Test
    void entryThatIsNoneIsRefused() {
        submit("{\"event_id\":\"x\",\"occurred_at\":\"2026-01-01T00:00:00Z\",\"actor\":\"a\\nb\",\"action\":\"Is Bad\","
                        + "\"entity_type\":\"post\",\"entity_id\":\"\"}")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/input/event_id"))
                .body("errors.field", hasItem("/input/actor"))
                .body("errors.field", hasItem("/input/action"))
                .body("errors.field", hasItem("/input/entity_id"));
    }

    @Test
    void timeThatNoDatabaseKeepsIsRefused() {
        submit("{\"event_id\":\"" + event + "\",\"occurred_at\":\"+999999999-01-01T00:00:00Z\",\"actor\":\"a\","
                        + "\"action\":\"b\",\"entity_type\":\"post\",\"entity_id\":\"p\"}")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/input/occurred_at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xx",
                "AAo",
                "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaCjEtMS0xLTEtMQ",
                "MjAyNi0wMS0wMVQwMDowMDowMFoKAA"
            })
    void cursorThatIsNoneIsRefused(String cursor) {
        given().get("/api/audit?cursor=" + cursor).then().statusCode(400).body("errors[0].field", equalTo("cursor"));
        given().get("/api/scans/s?cursor=" + cursor + "%00").then().statusCode(400);
    }

    private void run(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    private Response log(String id, String time, String action) {
        String task = submit("{\"event_id\":\"" + id + "\",\"occurred_at\":\"" + time + "\",\"actor\":\"" + actor
                        + "\",\"action\":\"" + action
                        + "\",\"entity_type\":\"post\",\"entity_id\":\"p1\",\"details\":{\"why\":\"spam\"}}")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
        await().atMost(Duration.ofSeconds(60)).until(() -> List.of("SUCCEEDED", "DEAD")
                .contains(given().get("/api/tasks/" + task).path("state")));
        return given().get("/api/tasks/" + task);
    }

    private static Response submit(String input) {
        return given().contentType("application/json")
                .body("{\"type\":\"audit-log\",\"input\":" + input + "}")
                .post("/api/tasks");
    }
}
