package dev.handoff.domain.monitoring;

import static dev.handoff.domain.monitoring.ScanRequests.PATIENCE;
import static dev.handoff.domain.monitoring.ScanRequests.json;
import static dev.handoff.domain.monitoring.ScanRequests.run;
import static dev.handoff.domain.monitoring.ScanRequests.transmitted;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a scan says of tasks without which it never ends. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LostTasksTest {

    private final String scan = "scan-" + UUID.randomUUID();

    @Test
    void scanWithADeadBatchFailsAtOnceAndGoesOnWhenTheBatchIsThere() {
        run("batch-scan", json(scan, 1, "theirs"));
        run("close-scan", transmitted(scan, 2));
        String dead = run("batch-scan", json(scan, 2, "mine").replace("\"c1\"", "\"c2\""))
                .path("task_id");

        given().get("/api/scans/" + scan)
                .then()
                .body("state", equalTo("FAILED"))
                .body("lost_tasks.task_id", equalTo(List.of(dead)))
                .body("lost_tasks[0].error", containsString("of community server c2"))
                .body("note", containsString(dead));

        run("batch-scan", json(scan, 2, "mine"));
        await().atMost(PATIENCE)
                .until(() -> "FINISHED".equals(given().get("/api/scans/" + scan).path("state")));
        given().get("/api/scans/" + scan)
                .then()
                .body("state", equalTo("FINISHED"))
                .body("lost_tasks.size()", equalTo(0));
    }

    @Test
    void scanWhoseEndIsDeadFails() {
        run("close-scan", transmitted(scan, 5));
        String dead = run("finalize-scan", "{\"scan_id\":\"" + scan + "\"}").path("task_id");

        given().get("/api/scans/" + scan)
                .then()
                .body("state", equalTo("FAILED"))
                .body("lost_tasks.task_id", equalTo(List.of(dead)));
    }

    @Test
    void scanOfWhichNothingIsStoredTellsOfItsCancelledTask() {
        String later =
                "{\"type\":\"batch-scan\",\"run_at\":\"2099-01-01T00:00:00Z\",\"input\":" + json(scan, 1, "a") + "}";
        String task = given().contentType("application/json")
                .body(later)
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
        given().contentType("application/json")
                .post("/api/tasks/" + task + "/cancel")
                .then()
                .body("state", equalTo("CANCELLED"));

        given().get("/api/scans/" + scan)
                .then()
                .statusCode(404)
                .body("detail", containsString("task " + task + " (batch-scan) is CANCELLED"));
    }
}
