package dev.handoff.engine.dispatch.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.engine.dispatch.cloudtasks.NoCredentials;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(LoopbackRouteTest.Loopback.class)
class LoopbackRouteTest {

    private static final List<String> FILTERED = new CopyOnWriteArrayList<>();

    public static class Loopback implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "TASKS_FORCE_HTTP_LOOPBACK", "true",
                    "USE_WORKER_IN_DEV", "true",
                    "GOOGLE_CLOUD_PROJECT", "radio",
                    "TASKS_LOCATION", "us-west1",
                    "TASKS_QUEUE", "handoff-",
                    "TASKS_URL_BASE", "https://api.example.com");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(NoCredentials.class);
        }
    }

    /** Sees every HTTP request. */
    @ApplicationScoped
    static class Watcher {
        void watch(@Observes Filters filters) {
            filters.register(Watcher::note, 10);
        }

        private static void note(RoutingContext request) {
            FILTERED.add(request.request().method() + " " + request.normalizedPath() + " "
                    + request.request().getHeader("X-Handoff-Task") + " "
                    + request.request().getHeader("traceparent"));
            request.next();
        }
    }

    @Test
    void taskComesInThroughTheHttpServerAsAPartOfItsSubmittersTrace() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-";
        String task = given().contentType("application/json")
                .header("traceparent", trace + "b7ad6b7169203331-01")
                .body("{\"type\": \"process-message\", \"input\": {\"text\": \"x\"}}")
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .body("name", equalTo("local-direct-dispatch"))
                .body("route", equalTo("loopback"))
                .extract()
                .path("task_id");

        await().untilAsserted(() -> given().get("/api/tasks/" + task).then().body("state", equalTo("SUCCEEDED")));
        assertThat(FILTERED)
                .anyMatch(call -> call.startsWith("POST /api/tasks/process-message " + task + " " + trace))
                .noneMatch(call -> call.startsWith("POST /api/tasks/process-message " + task + " " + trace + "b7ad"));
    }
}
