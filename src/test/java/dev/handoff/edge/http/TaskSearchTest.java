package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list of tasks is narrowed by that no index knows. */
@QuarkusTest
class TaskSearchTest {

    @ParameterizedTest
    @ValueSource(strings = {"50%_'; DROP TABLE task; --", "$1 || chr(65)", "ЇЖАК İ ﷽", "[a-z]+(.*)*"})
    void textIsLookedForToTheLetterAndInWhateverCase(String text) {
        var mark = UUID.randomUUID().toString();
        var task = submit(
                JsonNodeFactory.instance.objectNode().put("text", text + mark).toString());

        assertThat(found("input", (text + mark).toUpperCase())).containsExactly(task);
        assertThat(found("input", text + "!" + mark)).isEmpty();
    }

    @Test
    void beginningOfAnInputAloneIsLookedAt() {
        var mark = UUID.randomUUID().toString();
        submit("{\"text\": \"" + "a".repeat(4000) + mark + "\"}");

        assertThat(found("input", mark)).isEmpty();
    }

    @Test
    void inputsWithSecretsAreNotLookedAt() {
        var secret = UUID.randomUUID().toString();
        submitBody("{\"type\": \"blabber\", \"input\": {\"mode\": \"works\", \"password\": \"" + secret
                + "\", \"account\": {\"mail\": \"jane@example.com\", \"token\": \"a-token\"}}}");

        assertThat(found("input", secret)).isEmpty();
        assertThat(found("input", "jane@example.com")).isEmpty();
    }

    @Test
    void deadTasksAreFoundByWhatTheyDiedOf() {
        var task = submit("{\"text\": \"a\", \"fail_permanently\": true}");
        awaitState(task, "DEAD");
        var kind = json().get("/api/errors")
                .jsonPath()
                .getString("errors.find { it.last_task == '" + task + "' }.fingerprint");

        assertThat(found("fingerprint", kind)).contains(task);
        json().queryParam("fingerprint", kind)
                .queryParam("state", "SUCCEEDED")
                .get("/api/tasks")
                .then()
                .body("tasks", equalTo(List.of()));
        assertThat(found("fingerprint", "0123456789abcdef")).isEmpty();
    }

    @Test
    void tasksAreFoundByTheLabelOfTheirType() {
        var other = submit("{\"text\": \"a\"}");
        var task = submitBody("{\"type\": \"close-scan\", \"input\": {\"scan_id\": \"" + UUID.randomUUID()
                + "\", \"community_server_id\": \"c1\", \"transmitted_messages\": 0}}");

        assertThat(found("label", "task_type:transmission")).contains(task).doesNotContain(other);
        assertThat(found("label", "component:content_monitoring"))
                .contains(task)
                .doesNotContain(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"component", "component:", "part:a", "component:A", "component:none", "task_type:a b"})
    void labelThatNoTypeHasIsRefused(String label) {
        json().queryParam("label", label)
                .get("/api/tasks")
                .then()
                .statusCode(400)
                .body("errors.field", contains("label"));
    }

    private static List<String> found(String parameter, String value) {
        return json().queryParam(parameter, value)
                .get("/api/tasks")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("tasks.task_id", String.class);
    }
}
