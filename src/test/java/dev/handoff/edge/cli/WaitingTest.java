package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final StringWriter err = new StringWriter();

    @Test
    void progressBecomesABar() {
        var half = running(Optional.of(new Progress(1, 2)));

        assertThat(Waiting.line(half)).isEqualTo("running [" + "#".repeat(15) + "-".repeat(15) + "] 1/2");
    }

    @Test
    void progressBeyondTheTotalFillsTheBar() {
        var over = running(Optional.of(new Progress(3, 2)));

        assertThat(Waiting.line(over)).contains("[" + "#".repeat(30) + "]");
    }

    @Test
    void taskWithoutProgressShowsItsState() {
        assertThat(Waiting.line(running(Optional.empty()))).isEqualTo("running …");
    }

    @Test
    void terminalIsLeftClean() {
        new Waiting(new PrintWriter(err), true).untilEnd(() -> ended("dead"));

        assertThat(err).hasToString("\r\033[K");
    }

    @Test
    void nothingIsDrawnInAFile() {
        var waiting = new Waiting(new PrintWriter(err), false);

        waiting.untilEnd(() -> ended("succeeded"));

        assertThat(err.toString()).isEmpty();
    }

    private static Standing running(Optional<Progress> progress) {
        return new Standing("running", false, progress, Optional.empty());
    }

    private static Standing ended(String text) {
        return new Standing(text, true, Optional.empty(), Optional.empty());
    }
}
