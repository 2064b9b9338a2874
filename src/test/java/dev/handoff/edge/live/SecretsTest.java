package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.http.Calls;
import dev.handoff.edge.telemetry.LogCapture;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a type keeps secret is seen by its handler and by nobody else. */
@QuarkusTest
class SecretsTest {

    private static final String PASSWORD = "open-sesame-4711";
    private static final String TOKEN = "token-of-jane-0815";
    private static final String MASK = "•••";
    private static final Set<String> STREAMS = Set.of("/api/live/events", "/api/tasks/{id}/events");

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @ParameterizedTest
    @CsvSource({"works, SUCCEEDED", "fails, DEAD", "hides, DEAD", "gives up, DEAD"})
    void noAnswerTellsASecret(String mode, String end) throws Exception {
        String task;
        String said;
        try (var stream = new EventStream("/api/live/events?name=blabber.said")) {
            task = submitBody(task(mode, PASSWORD));
            said = stream.next().event().toString();
        }
        awaitState(task, end);

        assertHidden("the announcement", said);
        assertThat(said).contains("uses " + MASK + " and " + MASK);
        try (var stream = new EventStream("/api/tasks/" + task + "/events")) {
            assertHidden("the stream", stream.next().event().toString());
        }
        for (var path : readable(task)) {
            assertHidden(path, json().get(path).asString());
        }
        assertThat(log.stacks()).isNotEmpty().allSatisfy(entry -> assertHidden("the log", entry));
    }

    /** Of everything that can be read without a stream that never ends; what asks for other names answers 404. */
    private static List<String> readable(String task) throws Exception {
        var paths = new ArrayList<String>(List.of("/api/tasks?type=blabber", "/api/tasks?state=DEAD&type=blabber"));
        for (var path : new ObjectMapper()
                .readTree(json().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString())
                .path("paths")
                .properties()) {
            if (path.getValue().has("get") && !STREAMS.contains(path.getKey())) {
                paths.add(path.getKey().replace("{id}", task).replaceAll("\\{[a-z]+}", "blabber"));
            }
        }
        json().get("/api/errors").jsonPath().getList("errors.fingerprint", String.class).stream()
                .map(fingerprint -> "/api/errors/" + fingerprint + "/tasks")
                .forEach(paths::add);
        assertThat(paths).hasSizeGreaterThan(20).contains(TASKS + "/" + task, "/api/events", "/api/errors");
        return paths;
    }

    @Test
    void maskStandsInTheSecretsPlace() {
        var task = submitBody(task("works", PASSWORD));
        awaitState(task, "SUCCEEDED");

        get(task)
                .then()
                .body("input.password", equalTo(MASK))
                .body("input.account.token", equalTo(MASK))
                .body("input.account.mail", equalTo("jane@example.com"))
                .body("result.password", equalTo(MASK))
                .body("result.account.token", equalTo(MASK))
                .body("result.length", equalTo(PASSWORD.length()));
        json().get("/api/tasks/" + task + "/status").then().body("result.password", equalTo(MASK));
        json().get("/api/task-types")
                .then()
                .body("task_types.find { it.name == 'blabber' }.secrets", contains("password", "account.token"));
        assertThat(json().get("/api/errors").asString()).doesNotContain(PASSWORD);
    }

    @Test
    void functionAnswersWithAMask() {
        invoker()
                .body(input("works", PASSWORD))
                .post("/api/tasks/blabber")
                .then()
                .statusCode(200)
                .body("result.password", equalTo(MASK))
                .body("result.length", equalTo(PASSWORD.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PASSWORD,
                "{\"password\": " + PASSWORD,
                "{\"mode\": \"refused\", \"password\": \"" + PASSWORD + "\"}"
            })
    void whatCanNeverWorkIsBuriedWithoutItsSecret(String body) {
        var task = invoker()
                .header("X-CloudTasks-QueueName", "handoff")
                .header("X-CloudTasks-TaskName", UUID.randomUUID().toString())
                .body(body)
                .post("/api/tasks/blabber")
                .then()
                .statusCode(200)
                .body("state", equalTo("DEAD"))
                .extract();

        assertHidden("the function", task.asString());
        assertHidden("the task", get(task.path("task_id")).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSWORD + "!", PASSWORD + "-which-has-more-than-forty-characters-in-it"})
    void refusalTellsNoSecret(String password) {
        assertRefused(task("works", password), "/input/password");
        assertRefused(task("refused", PASSWORD), "/input/password");
    }

    @Test
    void maskIsNoValue() {
        assertRefused(task("works", MASK), "/input/password");
    }

    @Test
    void maskStandsForTheSecretOfTheOrigin() {
        var origin = submitBody(task("works", PASSWORD));

        var again = submitBody(sending(origin, task("works", MASK)));
        var changed = submitBody(sending(origin, task("works", "new")));

        awaitState(again, "SUCCEEDED");
        get(again).then().body("result.length", equalTo(PASSWORD.length())).body("input.password", equalTo(MASK));
        awaitState(changed, "SUCCEEDED");
        get(changed).then().body("result.length", equalTo("new".length()));
    }

    /** Whose fields of the same names may be shown. */
    @Test
    void maskDoesNotStandForTheSecretOfAnotherType() {
        var origin = Calls.submit("{\"text\": \"a\"}");

        assertRefused(sending(origin, task("works", MASK)), "/input/password");
    }

    private static String sending(String origin, String task) {
        return task.replaceFirst("}$", ", \"origin\": \"" + origin + "\"}");
    }

    private static void assertRefused(String body, String field) {
        var answer = json(body).post(TASKS);

        answer.then().statusCode(422).body("errors[0].field", equalTo(field));
        assertHidden("the refusal", answer.asString());
    }

    private static void assertHidden(String what, String text) {
        assertThat(text).as(what).doesNotContain(PASSWORD, TOKEN);
    }

    private static String task(String mode, String password) {
        return "{\"type\": \"blabber\", \"input\": " + input(mode, password) + "}";
    }

    private static String input(String mode, String password) {
        return "{\"mode\": \"" + mode + "\", \"password\": \"" + password
                + "\", \"account\": {\"mail\": \"jane@example.com\", \"token\": \"" + TOKEN + "\"}}";
    }
}
