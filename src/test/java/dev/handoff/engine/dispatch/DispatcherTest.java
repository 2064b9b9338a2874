package dev.handoff.engine.dispatch;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(DispatcherTest.DryRun.class)
class DispatcherTest {

    public static class DryRun implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("TASKS_DRY_RUN", "true", "tasks.auth", " ");
        }

        /** For doorbells of tasks that were submitted before. */
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FarEnds.class));
        }
    }

    @Inject
    Dispatcher dispatcher;

    @Test
    void dryRunIsChosenWhenItIsOn() {
        assertThat(dispatcher.choose("process-message")).isEqualTo("dry-run");
    }

    @Test
    void taskOfADryRunIsStoredAndNeverRuns() {
        String task = given().contentType("application/json")
                .body("{\"type\": \"process-message\", \"input\": {\"text\": \"x\"}}")
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .body("name", startsWith("dry-run-20"))
                .body("state", equalTo("CANCELLED"))
                .extract()
                .path("task_id");

        get("/api/tasks/" + task)
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("attempt", equalTo(0))
                .body("error", containsString("TASKS_DRY_RUN"));
    }

    @Test
    void unknownRouteIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> dispatcher.ring("pigeon", RouteContract.bell("t", 0), RouteContract.INPUT))
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("pigeon")
                .hasMessageContaining("local");
    }
}
