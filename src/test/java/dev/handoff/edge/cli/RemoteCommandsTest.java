package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCommandsTest {

    private static final String ACCEPTED = "{\"task_id\":\"t1\",\"state\":\"QUEUED\",\"route\":\"local\"}";
    private static final String SUCCEEDED =
            "{\"task_id\":\"t1\",\"state\":\"SUCCEEDED\",\"attempt\":1,\"result\":{\"text\":\"hello\"}}";

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void submitPrintsTheId() {
        shell.server("POST /api/tasks", 202, ACCEPTED);

        int code = shell.run("submit", "message", "--input", "{\"text\":\"hello\"}");

        assertThat(code).isZero();
        assertThat(shell.out()).isEqualTo("t1\n");
        assertThat(shell.requests())
                .containsExactly("POST /api/tasks {\"type\":\"message\",\"input\":{\"text\":\"hello\"}}");
    }

    @Test
    void deleteTakesManyIds() {
        shell.server("DELETE /api/tasks/t1", 204, "");
        shell.server("DELETE /api/tasks/t2", 204, "");

        assertThat(shell.run("delete", "t1", "t2")).isZero();

        assertThat(shell.out()).isEqualTo("deleted t1\ndeleted t2\n");
    }

    @Test
    void reasonsArePassedOn() {
        shell.server("DELETE /api/tasks/t1?reason=not+mine", 204, "");
        shell.server("POST /api/tasks/t1/retry", 202, ACCEPTED);
        shell.server("POST /api/tasks/t1/cancel", 200, "{\"cancelled\":true,\"state\":\"CANCELLED\"}");
        shell.server("POST /api/dead-letters/purge?queue=q", 200, "{\"count\":1}");

        assertThat(shell.run("delete", "t1", "--reason", "not mine")).isZero();
        assertThat(shell.run("retry", "t1", "--reason", "mended")).isZero();
        assertThat(shell.run("cancel", "t1", "--reason", "late")).isZero();
        assertThat(shell.run("dead-letters", "--purge", "--queue", "q", "--reason", "old"))
                .isZero();

        assertThat(shell.requests())
                .containsExactly(
                        "DELETE /api/tasks/t1?reason=not+mine",
                        "POST /api/tasks/t1/retry {\"reason\":\"mended\"}",
                        "POST /api/tasks/t1/cancel {\"reason\":\"late\"}",
                        "POST /api/dead-letters/purge?queue=q {\"reason\":\"old\"}");
    }

    @Test
    void pauseAndResumeSayWhatTheyDid() {
        shell.server(
                "POST /api/task-types/message/pause",
                200,
                "{\"type\":\"message\",\"paused\":{\"paused_at\":\"2026-11-22T09:00:00Z\",\"by\":\"ada\"}}");
        shell.server("POST /api/task-types/message/resume", 200, "{\"type\":\"message\",\"resumed\":false}");

        assertThat(shell.run("pause", "message", "--reason", "why not")).isZero();
        assertThat(shell.run("resume", "message")).isZero();

        assertThat(shell.out())
                .isEqualTo("message is paused since 2026-11-22T09:00:00Z; ./handoff resume message ends it\n"
                        + "message wasn't paused\n");
        assertThat(shell.requests())
                .containsExactly(
                        "POST /api/task-types/message/pause {\"reason\":\"why not\"}",
                        "POST /api/task-types/message/resume {}");
    }

    @Test
    void submitPassesOptionsOn() {
        shell.server("POST /api/tasks", 202, ACCEPTED);

        shell.run("submit", "message", "--at", "2026-11-22T09:00Z", "--priority", "7", "--key", "k", "--origin", "t0");

        assertThat(shell.requests())
                .containsExactly(
                        "POST /api/tasks {\"type\":\"message\",\"input\":{},\"run_at\":\"2026-11-22T09:00:00Z\","
                                + "\"priority\":7,\"dedupe_key\":\"k\",\"origin\":\"t0\"}");
    }

    @Test
    void submitReadsTheInputFromAFile(@TempDir Path folder) throws IOException {
        shell.server("POST /api/tasks", 202, ACCEPTED);
        var file = Files.writeString(folder.resolve("input.json"), "{\"text\":\"grüße\"}");

        shell.run("submit", "message", "--file", file.toString());

        assertThat(shell.requests()).singleElement().asString().contains("{\"text\":\"grüße\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", "{\"a\":1} x", "nonsense"})
    void inputThatIsNoObjectIsNotSent(String input) {
        int code = shell.run("submit", "message", "--input", input);

        assertThat(code).isEqualTo(2);
        assertThat(shell.err()).startsWith("handoff: --input ").hasLineCount(1);
        assertThat(shell.requests()).isEmpty();
    }

    @Test
    void submitCanWaitForTheResult() {
        shell.server("POST /api/tasks", 202, ACCEPTED);
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"RUNNING\",\"progress\":{\"done\":1,\"total\":2}}");
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"SUCCEEDED\"}");
        shell.server("GET /api/tasks/t1", 200, SUCCEEDED);

        int code = shell.run("submit", "message", "--wait");

        assertThat(code).isZero();
        assertThat(shell.err()).startsWith("task t1\n");
        assertThat(shell.out()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, 0", "DEAD, 1", "CANCELLED, 3"})
    void watchEndsWithTheOutcome(String state, int expected) {
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"" + state + "\"}");
        shell.server("GET /api/tasks/t1", 200, "{\"state\":\"" + state + "\",\"error\":\"disk full\",\"attempt\":2}");

        int code = shell.run("watch", "t1");

        assertThat(code).isEqualTo(expected);
    }

    @Test
    void watchFollowsAFanOutToItsCompletion() {
        shell.server("GET /api/tasks/t0/status", 200, "{\"status\":\"SUCCEEDED\",\"groups\":[\"g1\"]}");
        shell.server("GET /api/groups/g1", 200, group("SEALED"));
        shell.server("GET /api/groups/g1", 200, group("COMPLETED"));
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"SUCCEEDED\",\"groups\":[]}");
        shell.server("GET /api/tasks/t1", 200, SUCCEEDED);

        assertThat(shell.run("watch", "t0")).isZero();

        assertThat(shell.out()).isEqualTo("hello\n");
        assertThat(shell.requests()).contains("GET /api/groups/g1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELLED"})
    void watchEndsWithAGroupThatHasNoCompletion(String state) {
        shell.server("GET /api/tasks/t0/status", 200, "{\"status\":\"SUCCEEDED\",\"groups\":[\"g1\"]}");
        shell.server("GET /api/groups/g1", 200, group(state));

        assertThat(shell.run("watch", "t0")).isEqualTo(1);

        assertThat(shell.err()).contains("task t0 has fanned out, group " + state.toLowerCase(Locale.ROOT));
    }

    private static String group(String state) {
        return "{\"state\":\"" + state + "\",\"members\":{\"QUEUED\":0,\"RUNNING\":1,\"SUCCEEDED\":2,\"DEAD\":1,"
                + "\"CANCELLED\":0},\"completion_task\":\"t1\"}";
    }

    @Test
    void submitReadsTheInputFromAFileAfterAnAt(@TempDir Path folder) throws IOException {
        shell.server("POST /api/tasks", 202, ACCEPTED);
        var file = Files.writeString(folder.resolve("input.json"), "{\"text\":\"x\"}");

        shell.run("submit", "message", "--input", "@" + file);

        assertThat(shell.requests()).singleElement().asString().contains("{\"text\":\"x\"}");
    }

    @Test
    void watchTellsWhyATaskIsDead() {
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"DEAD\"}");
        shell.server(
                "GET /api/tasks/t1",
                200,
                "{\"task_id\":\"t1\",\"state\":\"DEAD\",\"error\":\"disk full\",\"attempt\":2}");

        shell.run("watch", "t1");

        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("task t1 is dead after 2 attempts: disk full\n");
    }

    @Test
    void watchPrintsRawJsonIfAsked() {
        shell.server("GET /api/tasks/t1/status", 200, "{\"status\":\"SUCCEEDED\"}");
        shell.server("GET /api/tasks/t1", 200, SUCCEEDED);

        shell.run("watch", "t1", "--json");

        assertThat(shell.out()).isEqualTo("{\"text\":\"hello\"}\n");
    }

    @Test
    void statusShowsWhatModelsHaveUsed() {
        shell.server(
                "GET /api/tasks/t1",
                200,
                "{\"task_id\":\"t1\",\"usage\":["
                        + "{\"attempt\":1,\"model\":\"small\",\"calls\":2,\"input_tokens\":7,\"output_tokens\":11,\"cost\":0.0000002},"
                        + "{\"attempt\":2,\"model\":\"large\",\"calls\":1,\"input_tokens\":3,\"output_tokens\":4}]}");

        shell.run("status", "t1");

        assertThat(shell.out())
                .contains("attempt 1: small, 2 calls, 7 tokens in, 11 out, cost 0.0000002")
                .containsPattern("attempt 2: large, 1 calls, 3 tokens in, 4 out\\R");
    }

    @Test
    void statusShowsWhatIsKnown() {
        shell.server("GET /api/tasks/t1", 200, SUCCEEDED);

        int code = shell.run("status", "t1");

        assertThat(code).isZero();
        assertThat(shell.out()).contains("state                SUCCEEDED\n", "\"text\" : \"hello\"");
    }

    @Test
    void unknownTaskIsTheCallersFault() {
        shell.server("GET /api/tasks/t9", 404, "{\"title\":\"No such task\",\"detail\":\"no task has the id t9\"}");

        int code = shell.run("status", "t9");

        assertThat(code).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: no task has the id t9\n");
    }

    @Test
    void brokenRulesAreShownOneByOne() {
        shell.server(
                "POST /api/tasks",
                422,
                "{\"detail\":\"the input breaks 2 rules\",\"errors\":["
                        + "{\"field\":\"/text\",\"detail\":\"is required\"},{\"field\":\"/n\",\"detail\":\"is too big\"}]}");

        int code = shell.run("submit", "message");

        assertThat(code).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo("handoff: the input breaks 2 rules\n  /text: is required\n  /n: is too big\n");
    }

    @Test
    void keyIsSentAndItsAbsenceExplained() {
        shell.environment("HANDOFF_API_KEY", "wrong")
                .server("GET /api/task-types", 401, "{\"detail\":\"who is there\"}");

        int code = shell.run("types");

        assertThat(code).isEqualTo(2);
        assertThat(shell.requests()).containsExactly("GET /api/task-types  Bearer wrong");
        assertThat(shell.err()).contains("set HANDOFF_API_KEY").doesNotContain("wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void serverThatCantNowIsUnavailable(int status) {
        shell.server("GET /api/task-types", status, "{\"detail\":\"not now\"}");

        assertThat(shell.run("types")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "true, CANCELLED, 0, cancelled",
        "true, RUNNING, 0, is being cancelled",
        "false, CANCELLED, 0, was cancelled already"
    })
    void cancelTellsWhatItDid(boolean changed, String state, int expected, String text) {
        shell.server("POST /api/tasks/t1/cancel", 200, "{\"cancelled\":" + changed + ",\"state\":\"" + state + "\"}");

        int code = shell.run("cancel", "t1");

        assertThat(code).isEqualTo(expected);
        assertThat(shell.out().strip()).isEqualTo(text);
    }

    @Test
    void endedTaskCantBeCancelled() {
        shell.server("POST /api/tasks/t1/cancel", 200, "{\"cancelled\":false,\"state\":\"SUCCEEDED\"}");

        assertThat(shell.run("cancel", "t1")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: task t1 has ended already, it is SUCCEEDED\n");
    }

    @Test
    void retryPutsTheTaskBack() {
        shell.server("POST /api/tasks/t1/retry", 202, ACCEPTED);

        assertThat(shell.run("retry", "t1")).isZero();
        assertThat(shell.out()).isEqualTo("queued again\n");
    }

    @Test
    void listIsAligned() {
        shell.server(
                "GET /api/tasks?limit=20&state=DEAD",
                200,
                "{\"tasks\":[{\"task_id\":\"t1\",\"type\":\"message\",\"state\":\"DEAD\",\"attempt\":5,"
                        + "\"created_at\":\"2026-11-22T09:00:00Z\",\"error\":\"disk\\nfull\"}]}");

        shell.run("list", "--state", "dead");

        assertThat(shell.out())
                .isEqualTo("ID  TYPE     STATE  ATTEMPT  CREATED               ERROR\n"
                        + "t1  message  DEAD   5        2026-11-22T09:00:00Z  disk full\n");
    }

    @Test
    void listTellsThatThereIsMore() {
        shell.server("GET /api/tasks?limit=1", 200, "{\"tasks\":[{\"task_id\":\"t1\"}],\"next_cursor\":\"c\"}");

        shell.run("list", "--limit", "1");

        assertThat(shell.err()).isEqualTo("there are more; go on with --cursor c\n");
    }

    @Test
    void typesShowsTheirWeightsAndLabels() {
        shell.server(
                "GET /api/task-types",
                200,
                "{\"task_types\":[{\"name\":\"message\",\"description\":\"Says.\",\"weight\":\"HEAVY\"},{\"name\":\"scan\",\"weight\":\"LIGHT\","
                        + "\"labels\":{\"component\":\"monitoring\",\"task_type\":\"batch\"}}]}");

        assertThat(shell.run("types")).isZero();
        assertThat(shell.out())
                .containsPattern("TYPE +WEIGHT +COMPONENT +TASK TYPE +PAUSED SINCE +DOES")
                .containsPattern("message +heavy +Says\\.")
                .containsPattern("scan +light +monitoring +batch");
    }

    @Test
    void typesShowsOneSchema() {
        shell.server(
                "GET /api/task-types",
                200,
                "{\"task_types\":[{\"name\":\"message\",\"description\":\"Says.\",\"input_schema\":{\"a\":1}}]}");

        assertThat(shell.run("types", "message")).isZero();
        assertThat(shell.out()).isEqualToIgnoringWhitespace("{\"a\":1}");
        assertThat(shell.run("types", "other")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: unknown task type other; known are message\n");
    }
}
