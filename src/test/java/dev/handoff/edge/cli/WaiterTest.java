package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaiterTest {

    private final StringWriter err = new StringWriter();

    @Test
    void progressBecomesABar() {
        var half = running(Optional.of(new Progress(1, 2)));

        assertThat(Waiter.line(half)).isEqualTo("running [" + "#".repeat(15) + "-".repeat(15) + "] 1/2");
    }

    @Test
    void progressBeyondTheTotalFillsTheBar() {
        var over = running(Optional.of(new Progress(3, 2)));

        assertThat(Waiter.line(over)).contains("[" + "#".repeat(30) + "]");
    }

    @Test
    void taskWithoutProgressShowsItsState() {
        assertThat(Waiter.line(running(Optional.empty()))).isEqualTo("running …");
    }

    @Test
    void terminalIsLeftClean() {
        new Waiter(new PrintWriter(err), true).untilEnd(() -> ended("dead"));

        assertThat(err).hasToString("\r\033[K");
    }

    @Test
    void nothingIsDrawnInAFile() {
        var waiter = new Waiter(new PrintWriter(err), false);

        waiter.untilEnd(() -> ended("succeeded"));

        assertThat(err.toString()).isEmpty();
    }

    private static Snapshot running(Optional<Progress> progress) {
        return new Snapshot("running", false, progress, Optional.empty());
    }

    private static Snapshot ended(String text) {
        return new Snapshot(text, true, Optional.empty(), Optional.empty());
    }
}
