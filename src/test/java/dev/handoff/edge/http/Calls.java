package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** What the tests of the API say over and over. */
public final class Calls {

    public static final String TASKS = "/api/tasks";
    public static final String FUNCTION = "/api/tasks/process-message";
    public static final String SECRET = "a-secure-local-secret";

    private Calls() {}

    public static RequestSpecification json() {
        return given().contentType("application/json");
    }

    public static RequestSpecification json(String body) {
        return json().body(body);
    }

    public static RequestSpecification invoker() {
        return json().header("X-Tasks-Auth", SECRET);
    }

    /** A task of the type that tests use. */
    public static String task(String input) {
        return "{\"type\": \"process-message\", \"input\": " + input + "}";
    }

    public static String submit(String input) {
        return submitBody(task(input));
    }

    public static String submitBody(String body) {
        return json(body).post(TASKS).then().statusCode(202).extract().path("task_id");
    }

    public static Response get(String id) {
        return json().get(TASKS + "/" + id);
    }

    public static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get(id).then().body("state", org.hamcrest.Matchers.equalTo(state)));
    }

    /** The id of the newest task, by which a test can tell whether a row was left. */
    public static String newest() {
        return json().get(TASKS + "?limit=1").then().extract().path("tasks[0].task_id");
    }
}
