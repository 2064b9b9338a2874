package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.store.Outcome;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.StoreUnavailable;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTracerTest {

    private static final String FINISH = "UPDATE task SET state = $1 WHERE id = $2";

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer attempts = new Tracer(TELEMETRY.getOpenTelemetry(), Facts.types());
    private final StatementTracer tracer = new StatementTracer(TELEMETRY.getOpenTelemetry(), true);
    private final CountDownLatch first = new CountDownLatch(1);

    @Test
    void statementIsAChildOfItsAttempt() {
        attempt(() -> tracer.trace(FINISH, () -> 1));

        var statement = statements().getFirst();
        assertThat(statement.getParentSpanId()).isEqualTo(attempts().getFirst().getSpanId());
        assertThat(statement.getName()).isEqualTo("UPDATE task");
        assertThat(statement.getLinks()).isEmpty();
        assertThat(statement.getAttributes().asMap().values()).contains(FINISH, "postgresql");
    }

    @Test
    void statementThatIsSharedIsAChildOfEachAttemptAndLinked() throws InterruptedException {
        var commit = new GroupCommit<Integer, Integer>(
                batch -> tracer.trace(FINISH, () -> done(batch)),
                number -> number,
                _ -> 1,
                new GroupCommit.Bounds(100, Duration.ofMinutes(1), 1),
                tracer);
        var threads = IntStream.rangeClosed(0, 3)
                .mapToObj(number -> Thread.ofVirtual().unstarted(() -> attempt(() -> commit.run(number))))
                .toList();

        for (var thread : threads) {
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
        first.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(statements())
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrderElementsOf(
                        attempts().stream().map(SpanData::getSpanId).toList());
        var linked =
                statements().stream().filter(span -> !span.getLinks().isEmpty()).toList();
        assertThat(linked).hasSize(2);
        assertThat(statements())
                .extracting(SpanData::getSpanId)
                .contains(
                        linked.getFirst().getLinks().getFirst().getSpanContext().getSpanId());
        assertThat(linked)
                .extracting(span -> span.getLinks().getFirst().getSpanContext())
                .containsOnly(linked.getLast().getLinks().getFirst().getSpanContext());
    }

    /** The first one is alone; the others come while it is under way. */
    private List<Integer> done(List<Integer> batch) {
        try {
            first.await();
        } catch (InterruptedException unwanted) {
            throw new IllegalStateException(unwanted);
        }
        return batch;
    }

    @Test
    void failedStatementIsAnError() {
        assertThatThrownBy(() -> attempt(() -> tracer.trace(FINISH, () -> {
                    throw new StoreUnavailable(new IOException("reset"));
                })))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(statements().getFirst().getStatus())
                .isEqualTo(StatusData.create(
                        io.opentelemetry.api.trace.StatusCode.ERROR, "the database doesn't answer: reset"));
    }

    @Test
    void statementOfNothingHasNoSpan() {
        tracer.trace(FINISH, () -> 1);

        assertThat(TELEMETRY.getSpans()).isEmpty();
        assertThat(tracer.origin()).isEmpty();
    }

    @Test
    void nothingIsMadeWhereSpansAreSentNowhere() {
        var idle = new StatementTracer(TELEMETRY.getOpenTelemetry(), false);

        attempt(() -> {
            assertThat(idle.origin()).isEmpty();
            idle.trace(FINISH, () -> 1);
        });

        assertThat(statements()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT state FROM task_group WHERE id = $1 | SELECT task_group",
                "WITH new AS (SELECT 1), s AS (INSERT INTO task (id) SELECT id FROM new) SELECT type FROM paused_type | INSERT task",
                "WITH t AS (SELECT id FROM task FOR UPDATE SKIP LOCKED) DELETE FROM task USING t | DELETE task",
                "SELECT id FROM task FOR UPDATE SKIP LOCKED | SELECT task",
                "INSERT INTO scan (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1 | INSERT scan",
                "SELECT 1 | SELECT"
            })
    void statementIsCalledByWhatItDoes(String sql, String summary) {
        assertThat(StatementTracer.summary(sql)).isEqualTo(summary);
    }

    private void attempt(Runnable work) {
        attempts.trace(Facts.claim(1, Optional.empty()), () -> {
            work.run();
            return new Outcome.Succeeded("{}");
        });
    }

    private static List<SpanData> attempts() {
        return spans("task transcribe");
    }

    private static List<SpanData> statements() {
        return spans("UPDATE task");
    }

    private static List<SpanData> spans(String name) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }
}
