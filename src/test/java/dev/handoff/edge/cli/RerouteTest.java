package dev.handoff.edge.cli;

import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RerouteTest {

    @Inject
    Reroute.Application reroute;

    @Inject
    Statements statements;

    @Test
    void moveIsInTheAuditLog() {
        var id = submitBody("""
                {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""");
        statements.run("UPDATE task SET route = 'of-old' WHERE id = $1", Tuple.of(UUID.fromString(id)));

        assertThat(reroute.run(Order.write(new Reroute.Wanted("of-old", "process-message", "it is gone"))))
                .isZero();

        json().get("/api/tasks/" + id).then().body("route", equalTo("local"));
        json().get("/api/audit?limit=1&entity_type=task_type&action=task_type.reroute")
                .then()
                .body("entries[0].entity_id", equalTo("process-message"))
                .body("entries[0].actor", startsWith("command line of "))
                .body("entries[0].details.from", equalTo("of-old"))
                .body("entries[0].details.to", equalTo("local"))
                .body("entries[0].details.tasks", equalTo("1"))
                .body("entries[0].details.reason", equalTo("it is gone"));
    }
}
