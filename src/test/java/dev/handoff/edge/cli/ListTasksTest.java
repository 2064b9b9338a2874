package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListTasksTest {

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
    void longListIsReadPageByPage() {
        shell.server("GET /api/tasks?limit=1000", 200, "{\"tasks\":[{\"task_id\":\"t1\"}],\"next_cursor\":\"c1\"}");
        shell.server("GET /api/tasks?cursor=c1&limit=1000", 200, "{\"tasks\":[{\"task_id\":\"t2\"}]}");

        assertThat(shell.run("list", "--limit", "1500")).isZero();

        assertThat(shell.out()).contains("t1", "t2");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void restIsFoundWithTheCursor() {
        shell.server("GET /api/tasks?limit=1", 200, "{\"tasks\":[{\"task_id\":\"t1\"}],\"next_cursor\":\"c1\"}");
        shell.server("GET /api/tasks?cursor=c1&limit=1", 200, "{\"tasks\":[{\"task_id\":\"t2\"}]}");

        assertThat(shell.run("list", "--limit", "1")).isZero();
        assertThat(shell.err()).contains("--cursor c1");
        assertThat(shell.run("list", "--limit", "1", "--cursor", "c1")).isZero();

        assertThat(shell.out()).contains("t1", "t2");
    }

    @Test
    void unknownTypeIsAnError() {
        shell.server("GET /api/tasks?limit=20&type=transcrib", 200, "{\"tasks\":[]}");
        shell.server(
                "GET /api/task-types", 200, "{\"task_types\":[{\"name\":\"assemble\"},{\"name\":\"transcribe\"}]}");

        assertThat(shell.run("list", "--type", "transcrib")).isEqualTo(2);

        assertThat(shell.err())
                .contains("unknown task type transcrib", "did you mean transcribe?")
                .hasLineCount(1);
    }

    @Test
    void typeWithoutTasksIsNone() {
        shell.server("GET /api/tasks?limit=20&type=assemble", 200, "{\"tasks\":[]}");
        shell.server("GET /api/task-types", 200, "{\"task_types\":[{\"name\":\"assemble\"}]}");

        assertThat(shell.run("list", "--type", "assemble")).isZero();
    }

    @Test
    void typeThatIsServedNoMoreIsListed() {
        shell.server("GET /api/tasks?limit=20&type=old", 200, "{\"tasks\":[{\"task_id\":\"t1\",\"type\":\"old\"}]}");

        assertThat(shell.run("list", "--type", "old")).isZero();
        assertThat(shell.out()).contains("t1");
    }
}
