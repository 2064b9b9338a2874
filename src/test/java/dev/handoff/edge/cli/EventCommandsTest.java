package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCommandsTest {

    private static final String LISTED =
            "{\"events\":[{\"event_id\":\"e1\",\"topic\":\"circle.left\",\"state\":\"dead\","
                    + "\"failures\":10,\"created_at\":\"2026-11-22T09:00:00Z\",\"error\":\"index-post: boom\"}]}";
    private static final String TOPICS =
            "{\"topics\":[{\"name\":\"circle.left\",\"version\":1,\"description\":\"Left.\","
                    + "\"schema\":{\"a\":1},\"subscribers\":[\"x\",\"y\"]},"
                    + "{\"name\":\"circle.left\",\"version\":2,\"description\":\"Left.\",\"schema\":{\"a\":2},\"subscribers\":[]}]}";

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "list", "replay"})
    void everyCommandExplainsItself(String command) {
        assertThat(shell.run("events", command, "--help")).isZero();
        assertThat(shell.out()).startsWith("Usage: handoff events " + command);
    }

    @Test
    void publishPrintsTheId() {
        shell.server("POST /api/events", 202, "{\"event_id\":\"e1\"}");

        int code = shell.run("events", "publish", "circle.left", "--data", "{\"user_id\":\"jane\"}", "--id", "e1");

        assertThat(code).isZero();
        assertThat(shell.out()).isEqualTo("e1\n");
        assertThat(shell.requests())
                .containsExactly(
                        "POST /api/events {\"topic\":\"circle.left\",\"data\":{\"user_id\":\"jane\"},\"id\":\"e1\"}");
    }

    @Test
    void dataThatAreNoObjectAreNotSent() {
        assertThat(shell.run("events", "publish", "circle.left", "--data", "[1]"))
                .isEqualTo(2);
        assertThat(shell.err()).startsWith("handoff: --data must be a JSON object");
        assertThat(shell.requests()).isEmpty();
    }

    @Test
    void listIsAligned() {
        shell.server("GET /api/events?limit=20&state=dead&topic=circle.left", 200, LISTED);

        assertThat(shell.run("events", "list", "--topic", "circle.left", "--state", "dead"))
                .isZero();

        assertThat(shell.out())
                .isEqualTo("ID  TOPIC        STATE  FAILURES  CREATED               ERROR\n"
                        + "e1  circle.left  dead   10        2026-11-22T09:00:00Z  index-post: boom\n");
    }

    @Test
    void eventsAloneListsThem() {
        shell.server("GET /api/events?limit=20", 200, "{\"events\":[]}");

        assertThat(shell.run("events")).isZero();
        assertThat(shell.err()).isEqualTo("no such events\n");
    }

    @Test
    void listGoesOnWhereAnotherEnded() {
        shell.server(
                "GET /api/events?cursor=a&limit=1", 200, "{\"events\":[{\"event_id\":\"e1\"}],\"next_cursor\":\"b\"}");

        assertThat(shell.run("events", "list", "--limit", "1", "--cursor", "a")).isZero();

        assertThat(shell.out()).contains("e1");
        assertThat(shell.err()).isEqualTo("there are more; go on with --cursor b\n");
    }

    @Test
    void replayTellsWhatItBrings() {
        shell.server("POST /api/events/replay", 202, "{\"events\":2,\"task_id\":\"t1\"}");

        int code = shell.run(
                "events",
                "replay",
                "--topic",
                "circle.left",
                "--from",
                "2026-11-22T09:00Z",
                "--to",
                "2026-11-22T10:00+01:00",
                "--again",
                "--subscriber",
                "feed");

        assertThat(code).isZero();
        assertThat(shell.out())
                .isEqualTo("2 events are on their way; ./handoff watch t1 follows the task that brings them\n");
        assertThat(shell.requests())
                .containsExactly("POST /api/events/replay {\"topic\":\"circle.left\",\"from\":\"2026-11-22T09:00:00Z\","
                        + "\"to\":\"2026-11-22T09:00:00Z\",\"again\":true,\"subscriber\":\"feed\"}");
    }

    @Test
    void topicsAreShownWithTheirSubscribers() {
        shell.server("GET /api/topics", 200, TOPICS);

        assertThat(shell.run("topics")).isZero();
        assertThat(shell.out())
                .contains("TOPIC        VERSION  TELLS  SUBSCRIBERS\n", "circle.left  1        Left.  x, y\n");
    }

    @Test
    void schemaIsThatOfTheLatestVersion() {
        shell.server("GET /api/topics", 200, TOPICS);

        assertThat(shell.run("topics", "circle.left")).isZero();
        assertThat(shell.out()).isEqualToIgnoringWhitespace("{\"a\":2}");
    }

    @Test
    void unknownTopicIsAUsageError() {
        shell.server("GET /api/topics", 200, TOPICS);

        assertThat(shell.run("topics", "circle.round")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("handoff: unknown topic circle.round; `handoff topics` lists them\n");
    }
}
