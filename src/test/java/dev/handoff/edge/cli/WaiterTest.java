package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.store.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
        new Waiter(new Bell(Duration.ofMillis(50)), new PrintWriter(err), true, Duration.ZERO)
                .untilEnd(() -> ended("dead"));

        assertThat(err).hasToString("\r\033[K");
    }

    @Test
    void nothingIsDrawnInAFile() {
        var waiter = new Waiter(new Bell(Duration.ofMillis(50)), new PrintWriter(err), false, Duration.ofMinutes(1));

        waiter.untilEnd(() -> ended("succeeded"));

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void serverThatComesBackIsWaitedFor() {
        var looks = looks(
                running(Optional.empty()), Refused.unavailable("away"), Refused.unavailable("away"), ended("dead"));

        var end = new Waiter(new Bell(Duration.ofMillis(50)), new PrintWriter(err, true), false, Duration.ofMinutes(1))
                .untilEnd(looks);

        assertThat(end.text()).isEqualTo("dead");
        assertThat(err.toString()).hasLineCount(1);
    }

    @Test
    void serverThatNeverAnsweredIsNotWaitedFor() {
        var waiter = new Waiter(new Bell(Duration.ofMillis(50)), new PrintWriter(err), false, Duration.ofMinutes(1));

        assertThatThrownBy(() -> waiter.untilEnd(looks(Refused.unavailable("away"), ended("dead"))))
                .hasMessage("away");
    }

    @Test
    void serverThatStaysAwayAndRefusalsEndTheWaiting() {
        var waiter = new Waiter(new Bell(Duration.ofMillis(50)), new PrintWriter(err), false, Duration.ZERO);

        for (var refusal : List.of(Refused.unavailable("away"), Refused.usage("no such task"))) {
            assertThatThrownBy(() -> waiter.untilEnd(looks(running(Optional.empty()), refusal, ended("dead"))))
                    .isSameAs(refusal);
        }
    }

    private static Supplier<Snapshot> looks(Object... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        return () -> {
            var answer = left.remove();
            if (answer instanceof Refused refusal) {
                throw refusal;
            }
            return (Snapshot) answer;
        };
    }

    private static Snapshot running(Optional<Progress> progress) {
        return new Snapshot("running", false, progress, Optional.empty());
    }

    private static Snapshot ended(String text) {
        return new Snapshot(text, true, Optional.empty(), Optional.empty());
    }
}
