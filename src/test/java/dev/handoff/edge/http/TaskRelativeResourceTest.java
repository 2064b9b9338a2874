package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskRelativeResourceTest {

    @Inject
    Statements statements;

    @Test
    void taskStandsBetweenWhatItComesFromAndWhatCameOfIt() {
        var first = task();
        var second = childOf(first);
        var third = childOf(second);
        var fourth = childOf(third);
        var fifth = childOf(third);
        childOf(fifth);

        json().get(TASKS + "/" + third + "/relatives")
                .then()
                .statusCode(200)
                .body("above.task_id", contains(first, second))
                .body("above[0].type", equalTo("process-message"))
                .body("follow_ups.task_id", contains(fourth, fifth))
                .body("follow_ups.is_parent", contains(false, true))
                .body("follow_ups[0].state", equalTo("QUEUED"))
                .body("is_more", equalTo(false));
    }

    @Test
    void onlyTheFirstHundredFollowUpsAreListed() {
        var parent = task();
        statements.run("""
                INSERT INTO task (id, type, route, input, run_at, ring_at, parent_id)
                SELECT (left(replace($1::text, '-', ''), 24) || lpad(to_hex(n), 8, '0'))::uuid, 'process-message', 'local',
                       '{}', '2099-01-01', '2099-01-01', $1
                FROM generate_series(1, 101) n""", Tuple.of(UUID.fromString(parent)));

        json().get(TASKS + "/" + parent + "/relatives")
                .then()
                .body("above", empty())
                .body("follow_ups", hasSize(100))
                .body("is_more", equalTo(true));
    }

    @Test
    void unknownTaskHasNone() {
        json().get(TASKS + "/018f0000-0000-7000-8000-000000000000/relatives")
                .then()
                .statusCode(404);
    }

    @Test
    void taskNamesTheTraceThatItWasSubmittedIn() {
        json().get(TASKS + "/" + task()).then().body("trace.id", matchesPattern("[0-9a-f]{32}"));
    }

    private static String task() {
        return submitBody("""
                {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""");
    }

    private String childOf(String parent) {
        var child = task();
        statements.run(
                "UPDATE task SET parent_id = $2 WHERE id = $1",
                Tuple.of(UUID.fromString(child), UUID.fromString(parent)));
        return child;
    }
}
