package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManyTasksTest {

    private static final String COUNT = "{\"tasks\":3,\"is_more\":false}";

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
    void numberIsToldAndNothingIsDone() {
        shell.server("GET /api/bulk/cancel?state=QUEUED&type=message", 200, COUNT);

        assertThat(shell.run("cancel", "--type", "message", "--state", "QUEUED"))
                .isZero();

        assertThat(shell.out()).isEqualTo("3 tasks match; add --yes to cancel all of them\n");
        assertThat(shell.requests()).hasSize(1);
    }

    @Test
    void allThatMatchAreDealtWith() {
        shell.server("GET /api/bulk/retry?error=no+answer&id=018f", 200, "{\"tasks\":100000,\"is_more\":true}");
        shell.server("POST /api/bulk/retry", 202, "{\"task_id\":\"t1\"}");

        assertThat(shell.run(
                        "retry", "--error", "no answer", "--id", "018f", "--rate", "5", "--reason", "mended", "--yes"))
                .isZero();

        assertThat(shell.out())
                .isEqualTo("more than 100000 tasks match\ntask t1 does it; ./handoff watch t1 follows it\n");
        assertThat(shell.requests().getLast())
                .isEqualTo("POST /api/bulk/retry {\"filter\":{\"error\":\"no answer\",\"id\":\"018f\"},"
                        + "\"reason\":\"mended\",\"rate\":5}");
    }

    @Test
    void nothingIsOrderedForNothing() {
        shell.server(
                "GET /api/bulk/delete?created_before=2026-01-01T00%3A00%3A00Z&group=g&route=local",
                200, "{\"tasks\":0,\"is_more\":false}");

        int code = shell.run("delete", "--before", "2026-01-01T00:00Z", "--group", "g", "--route", "local", "--yes");

        assertThat(code).isZero();
        assertThat(shell.out()).isEqualTo("0 tasks match\n");
        assertThat(shell.requests()).hasSize(1);
    }

    @Test
    void oneOrManyAreNamed() {
        assertThat(shell.run("cancel")).isEqualTo(ExitCode.USAGE);
        assertThat(shell.run("delete", "t1", "--type", "message")).isEqualTo(ExitCode.USAGE);

        assertThat(shell.err()).contains("name one task by its id, or choose many", "not both");
        assertThat(shell.requests()).isEmpty();
    }
}
