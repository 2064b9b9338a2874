package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.handoff.engine.store.Fingerprint;
import dev.handoff.kit.database.NewId;
import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People do something to all tasks that match, by a task. The tasks are of types that nobody serves. */
@QuarkusTest
class BulkResourceTest {

    private static final String QUEUED = "'QUEUED', NULL, NULL, now(), NULL";
    private static final String DEAD = "'DEAD', NULL, $3, NULL, now()";
    private static final String SUCCEEDED = "'SUCCEEDED', '{}', NULL, NULL, now()";

    private final String type = "bulk-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Statements statements;

    @Test
    void whatMatchesIsCountedAndCancelled() {
        add(3, type, QUEUED, "");
        add(1, type + "-other", QUEUED, "");
        json().get("/api/bulk/cancel?type=" + type)
                .then()
                .statusCode(200)
                .body("tasks", equalTo(3))
                .body("is_more", equalTo(false));

        var task = order("cancel", "{\"filter\": {\"type\": \"%s\"}, \"reason\": \"a mistake\"}".formatted(type));

        awaitState(task, "SUCCEEDED");
        get(task)
                .then()
                .body("result", equalTo(Map.of("changed", 3, "left", 0)))
                .body("progress.done", equalTo(3));
        assertThat(count("type = $1 AND state = 'CANCELLED' AND error = 'a mistake'"))
                .isEqualTo(3);
        json().get("/api/bulk/cancel?type=" + type + "-other").then().body("tasks", equalTo(1));
    }

    @Test
    void auditLogTellsWhoAskedForWhatAndWhy() {
        add(2, type, SUCCEEDED, "");

        var task = order("delete", "{\"filter\": {\"type\": \"%s\"}, \"reason\": \"of a test\"}".formatted(type));

        awaitState(task, "SUCCEEDED");
        assertThat(count("type = $1")).isZero();
        String order = get(task).path("input.order");
        json().get("/api/audit?entity_type=bulk&entity_id=" + order)
                .then()
                .body("entries.action", equalTo(List.of("bulk.end", "bulk.delete")))
                .body("entries.actor", equalTo(List.of("anonymous", "anonymous")))
                .body("entries[0].details", equalTo(Map.of("changed", "2", "left", "0")))
                .body("entries[1].details", equalTo(Map.of("type", type, "reason", "of a test")));
    }

    @Test
    void deadTasksOfOneErrorAreRetriedAtARate() {
        add(3, type, DEAD, "no answer within 30 ms");
        add(2, type, DEAD, "refused");
        var fingerprint = Fingerprint.of(type, "no answer within 70 ms");
        json().get("/api/bulk/retry?fingerprint=" + fingerprint).then().body("tasks", equalTo(3));

        var task = order("retry", "{\"filter\": {\"fingerprint\": \"%s\"}, \"rate\": 3}".formatted(fingerprint));

        awaitState(task, "SUCCEEDED");
        assertThat(count("type = $1 AND state = 'QUEUED'")).isEqualTo(3);
        assertThat(count("type = $1 AND state = 'DEAD' AND error = 'refused'")).isEqualTo(2);
        var took = statements.first(
                "SELECT ended_at - started_at >= interval '1 s' AS slow FROM task WHERE id = $1",
                Tuple.of(UUID.fromString(task)));
        assertThat(took.orElseThrow().getBoolean("slow")).isTrue();
    }

    @Test
    void whatIsNeededStillIsLeft() {
        add(2, type, SUCCEEDED, "");
        String group = json("{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"end\"}}}")
                .post("/api/groups")
                .path("group_id");
        statements.run(
                "UPDATE task SET group_id = $2 WHERE id = (SELECT max(id::text)::uuid FROM task WHERE type = $1)",
                Tuple.of(type, UUID.fromString(group)));

        var task = order("delete", "{\"filter\": {\"type\": \"%s\", \"state\": \"SUCCEEDED\"}}".formatted(type));

        awaitState(task, "SUCCEEDED");
        get(task).then().body("result", equalTo(Map.of("changed", 1, "left", 1)));
        assertThat(count("type = $1")).isEqualTo(1);
    }

    @Test
    void inputAloneGivesNoOrder() {
        var forged =
                "{\"type\": \"bulk\", \"input\": {\"order\": \"%s\", \"action\": \"DELETE\", \"filter\": {\"type\": \"x\"}}}";
        var none = submitBody(forged.formatted(UUID.randomUUID()));
        String order = get(order("cancel", "{\"filter\": {\"type\": \"x\"}}")).path("input.order");
        var other = submitBody(forged.formatted(order));

        awaitState(none, "DEAD");
        awaitState(other, "DEAD");
        get(none).then().body("error", containsString("there is no order"));
        get(other).then().body("error", containsString("is not for what this input says"));
    }

    @Test
    void badOrdersAreRefused() {
        for (var body : List.of(
                "{}",
                "{\"filter\": {}}",
                "{\"filter\": {\"type\": \"X Y\"}}",
                "{\"filter\": {\"typ\": \"x\"}}",
                "{\"filter\": {\"fingerprint\": \"1\"}}",
                "{\"filter\": {\"state\": \"SUCCEEDED\"}}",
                "{\"filter\": {\"type\": \"x\"}, \"rate\": 0}",
                "{\"filter\": {\"type\": \"x\"}, \"reason\": \"\"}")) {
            json(body).post("/api/bulk/cancel").then().statusCode(400);
        }
        json("{\"filter\": {\"state\": \"DEAD\"}}")
                .post("/api/bulk/cancel")
                .then()
                .body("errors.field", hasItems("/filter/state"));
        json().get("/api/bulk/cancel").then().statusCode(400);
        json().get("/api/bulk/bury?type=x").then().statusCode(400);
    }

    private static String order(String action, String body) {
        return json(body)
                .post("/api/bulk/" + action)
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
    }

    /** @param columns state, result, error, ring_at and ended_at */
    private void add(int tasks, String type, String columns, String error) {
        statements.run("""
                INSERT INTO task (id, type, route, input, attempt, run_at, state, result, error, ring_at, ended_at)
                SELECT %s, $1, 'local', '{}', coalesce(length($3::text), 0), now(), %s
                FROM generate_series(1, $2) n""".formatted(NewId.SQL, columns), Tuple.of(type, tasks, error));
    }

    private long count(String condition) {
        return statements
                .first("SELECT count(*) AS count FROM task WHERE " + condition, Tuple.of(type))
                .orElseThrow()
                .getLong("count");
    }
}
