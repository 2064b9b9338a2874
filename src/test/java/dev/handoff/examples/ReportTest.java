package dev.handoff.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.task.TestRun;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report();

    @Test
    void reportsWordsAndTheLongest() throws Exception {
        var run = new TestRun();

        var summary = report.handle(new Report.Input("to be or notwithstanding"), run);

        assertThat(summary).isEqualTo(new Report.Summary(4, "notwithstanding"));
        assertThat(run.progress).containsExactly("1/2", "2/2");
    }

    @Test
    void secondAttemptDoesNotCountAgain() throws Exception {
        var run = new TestRun();
        var first = report.handle(new Report.Input("to be or not to be"), run);

        var second = report.handle(new Report.Input("another text"), run.next());

        assertThat(second).isEqualTo(first);
    }
}
