package dev.handoff.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** What the tests of the API say over and over. */
final class Calls {

    static final String TASKS = "/api/tasks";
    static final String FUNCTION = "/api/tasks/process-message";
    static final String SECRET = "a-secure-local-secret";

    private Calls() {}

    static RequestSpecification json() {
        return given().contentType("application/json");
    }

    static RequestSpecification json(String body) {
        return json().body(body);
    }

    static RequestSpecification invoker() {
        return json().header("X-Tasks-Auth", SECRET);
    }

    /** A task of the type that tests use. */
    static String task(String input) {
        return "{\"type\": \"process-message\", \"input\": " + input + "}";
    }

    static String submit(String input) {
        return submitBody(task(input));
    }

    static String submitBody(String body) {
        return json(body).post(TASKS).then().statusCode(202).extract().path("task_id");
    }

    static Response get(String id) {
        return json().get(TASKS + "/" + id);
    }

    static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get(id).then().body("state", org.hamcrest.Matchers.equalTo(state)));
    }

    /** The id of the newest task, by which a test can tell whether a row was left. */
    static String newest() {
        return json().get(TASKS + "?limit=1").then().extract().path("tasks[0].task_id");
    }
}
