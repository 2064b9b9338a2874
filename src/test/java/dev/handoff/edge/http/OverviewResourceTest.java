package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OverviewResourceTest {

    private static final String LINE = "types.find { it.type == 'process-message' }.";

    @Inject
    Statements statements;

    @Test
    void whatTasksDoIsCountedOverTheHourAndTheDay() {
        int succeeded = counted("hour", "succeeded");
        int today = counted("day", "succeeded");
        int dead = counted("hour", "dead");
        int failed = counted("hour", "failed");

        awaitState(submit("{\"text\": \"x\", \"fail_attempts\": 1}"), "SUCCEEDED");
        awaitState(submit("{\"text\": \"x\", \"fail_permanently\": true}"), "DEAD");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(counted("hour", "succeeded")).isGreaterThan(succeeded);
            assertThat(counted("hour", "dead")).isGreaterThan(dead);
            assertThat(counted("hour", "failed")).isGreaterThan(failed);
            assertThat(counted("day", "succeeded")).isGreaterThan(today);
        });
        json().get("/api/overview").then().body("points", hasSize(60)).body("step", equalTo("PT1M"));
        json().get("/api/overview?period=day").then().body("points", hasSize(96));
        assertThat(json().get("/api/overview").<String>path(LINE + "ran_p95")).startsWith("PT");
    }

    private static int counted(String period, String what) {
        return json().get("/api/overview?period=" + period)
                .then()
                .statusCode(200)
                .extract()
                .path(LINE + what);
    }

    @Test
    void periodMustBeOneThatIsCounted() {
        json().get("/api/overview?period=year")
                .then()
                .statusCode(400)
                .body("errors[0].field", containsString("period"));
    }

    @Test
    void statesAreCountedForAllAndForATypeAndForAGroup() {
        awaitState(submit("{\"text\": \"x\"}"), "SUCCEEDED");
        var states = List.of("QUEUED", "RUNNING", "SUCCEEDED", "DEAD", "CANCELLED");

        for (var query : List.of("", "?type=process-message")) {
            var answer = json().get("/api/task-counts" + query)
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(answer.<List<String>>path("counts.state")).containsExactlyElementsOf(states);
            assertThat(answer.<Integer>path("counts.find { it.state == 'SUCCEEDED' }.count"))
                    .isPositive();
        }
        json().get("/api/task-counts?group=018f0000-0000-7000-8000-000000000000")
                .then()
                .statusCode(200)
                .body("counts.count", everyItem(equalTo(0)));
        json().get("/api/task-counts?state=DEAD").then().statusCode(400);
    }

    @Test
    void errorsOfOneKindAreOne() {
        var kind = "can't reach host-" + UUID.randomUUID();
        var first = dead(kind + ": no answer within 1000 ms from 'a.example'");
        var second = dead(kind + ": no answer within 30 ms from 'b.example'");
        var other = dead(kind + ": refused");

        var found = json().get("/api/errors").then().statusCode(200).extract();
        var line = found.<Map<String, Object>>path("errors.find { it.last_task == '" + second + "' }");
        assertThat(line).containsEntry("tasks", 2).containsEntry("type", "process-message");
        json().get("/api/errors/" + line.get("fingerprint") + "/tasks")
                .then()
                .statusCode(200)
                .body("tasks", hasItems(first, second))
                .body("tasks", not(hasItem(other)));
    }

    /** Whoever looks on asks every few seconds, and there may be thousands. */
    @Test
    void errorIsUnderstoodOnceForEachDeath() {
        var id = dead("the first of " + UUID.randomUUID());
        var first = fingerprint(id);

        statements.run("UPDATE task SET error = 'another' WHERE id = $1", Tuple.of(UUID.fromString(id)));
        assertThat(fingerprint(id)).isEqualTo(first);
        statements.run(
                "UPDATE task SET error = $2, ended_at = clock_timestamp() WHERE id = $1",
                Tuple.of(UUID.fromString(id), "the second of " + UUID.randomUUID()));

        assertThat(fingerprint(id)).isNotNull().isNotEqualTo(first);
    }

    private static String fingerprint(String lastTask) {
        return json().get("/api/errors").path("errors.find { it.last_task == '" + lastTask + "' }.fingerprint");
    }

    @Test
    void listIsNarrowedByRouteErrorAndTheBeginningOfAnId() {
        var kind = "kind " + UUID.randomUUID();
        var id = dead(kind);

        json().queryParam("route", "local")
                .queryParam("error", kind.toUpperCase(Locale.ROOT))
                .get(TASKS)
                .then()
                .statusCode(200)
                .body("tasks.task_id", contains(id));
        json().get(TASKS + "?id=" + id.substring(0, 20)).then().body("tasks.task_id", hasItem(id));
        json().get(TASKS + "?route=rabbitmq").then().statusCode(200).body("tasks", hasSize(0));
        for (var bad : List.of("id=xyz1", "id=" + "0".repeat(33), "id=12", "route=A", "error=a", "error=a\0b")) {
            var parts = bad.split("=");
            json().queryParam(parts[0], parts[1]).get(TASKS).then().statusCode(400);
        }
    }

    /** A dead task that no handler made. */
    private String dead(String error) {
        var id = submitBody("""
                {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""");
        statements.run("""
                UPDATE task SET state = 'DEAD', error = $2, ring_at = NULL, ended_at = clock_timestamp()
                WHERE id = $1""", Tuple.of(UUID.fromString(id), error));
        return id;
    }
}
