package dev.handoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.store.Progress;
import dev.handoff.task.TaskState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final StringWriter err = new StringWriter();

    @Test
    void progressBecomesABar() {
        var half = new Standing(TaskState.RUNNING, Optional.of(new Progress(1, 2)));

        assertThat(Waiting.line(half)).isEqualTo("running [" + "#".repeat(15) + "-".repeat(15) + "] 1/2");
    }

    @Test
    void progressBeyondTheTotalFillsTheBar() {
        var over = new Standing(TaskState.RUNNING, Optional.of(new Progress(3, 2)));

        assertThat(Waiting.line(over)).contains("[" + "#".repeat(30) + "]");
    }

    @Test
    void taskWithoutProgressShowsItsState() {
        assertThat(Waiting.line(new Standing(TaskState.QUEUED, Optional.empty())))
                .isEqualTo("queued …");
    }

    @Test
    void terminalIsLeftClean() {
        new Waiting(new PrintWriter(err), true).untilEnd(() -> new Standing(TaskState.DEAD, Optional.empty()));

        assertThat(err).hasToString("\r\033[K");
    }

    @Test
    void nothingIsDrawnInAFile() {
        var waiting = new Waiting(new PrintWriter(err), false);

        waiting.untilEnd(() -> new Standing(TaskState.SUCCEEDED, Optional.empty()));

        assertThat(err.toString()).isEmpty();
    }
}
