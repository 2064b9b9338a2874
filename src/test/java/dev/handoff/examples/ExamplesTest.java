package dev.handoff.examples;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The examples as the engine runs them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExamplesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void reportIsMadeInTwoSteps() {
        var ended = ended(submit("report", "{\"text\": \"to be or not to be\"}"));

        assertThat(ended.getInt("result.words")).isEqualTo(6);
        assertThat(ended.getList("steps.name")).containsExactly("count", "longest");
    }

    @Test
    void bookIsCountedWhenAllItsChaptersAre() {
        var task = ended(submit(
                "count-chapters", "{\"title\": \"Emma\", \"chapters\": [\"to be\", \"or not\", \"to be sure\"]}"));

        var group = task.getString("groups[0]");
        var completion = get("/api/groups/" + group).getString("completion_task");
        await().atMost(PATIENCE)
                .until(() -> get("/api/groups/" + group).getString("state").equals("COMPLETED"));

        assertThat(ended(completion).getMap("result")).isEqualTo(Map.of("title", "Emma", "chapters", 3, "words", 7));
    }

    @Test
    void newFollowerIsWelcomed() {
        var follower = "fanny-" + UUID.randomUUID();
        given().contentType("application/json")
                .body("{\"topic\": \"user.followed\", \"data\": {\"user_id\": \"jane\", \"follower_id\": \"" + follower
                        + "\"}}")
                .post("/api/events")
                .then()
                .statusCode(202);

        var welcomes = "/api/tasks?type=welcome&input=" + follower;
        await().atMost(PATIENCE).until(() -> get(welcomes).getList("tasks").size() == 1);
        var id = get(welcomes).getString("tasks[0].task_id");
        assertThat(ended(id).getString("result.text")).isEqualTo("Welcome, " + follower + "!");
    }

    private static String submit(String type, String input) {
        return given().contentType("application/json")
                .body("{\"type\": \"" + type + "\", \"input\": " + input + "}")
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");
    }

    private static JsonPath ended(String task) {
        await().atMost(PATIENCE)
                .until(() -> get("/api/tasks/" + task).getString("state").equals("SUCCEEDED"));
        return get("/api/tasks/" + task);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
