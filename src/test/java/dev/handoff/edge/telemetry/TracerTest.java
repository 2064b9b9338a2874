package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracerTest {

    private static final Outcome SUCCEEDED = new Outcome.Succeeded("{\"pin\":\"canary\"}");

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer tracer = new Tracer(TELEMETRY.getOpenTelemetry(), Facts.types());

    @Test
    void attemptIsAConsumerSpanWithItsOutcome() {
        tracer.trace(Facts.claim(2), () -> SUCCEEDED);

        var span = only();
        assertThat(span.getName()).isEqualTo("task transcribe");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(attribute(span, "task.id")).isEqualTo(Facts.ID);
        assertThat(attribute(span, "task.type")).isEqualTo("transcribe");
        assertThat(span.getAttributes().get(AttributeKey.longKey("task.attempt")))
                .isEqualTo(2);
        assertThat(attribute(span, "task.outcome")).isEqualTo("succeeded");
        assertThat(attribute(span, "messaging.message.id")).isEqualTo(Facts.ID);
    }

    @Test
    void labelsOfTheTypeAreAttributes() {
        tracer.trace(Facts.claim(1), () -> SUCCEEDED);

        assertThat(attribute(only(), "task.component")).isEqualTo("podcast");
        assertThat(attribute(only(), "task.task_type")).isEqualTo("speech");
    }

    @Test
    void whatTheTypeCorrelatesByIsAnAttribute() {
        tracer.trace(Facts.claimAbout("{\"resource_id\":\"greeting\"}"), () -> SUCCEEDED);

        assertThat(attribute(only(), "resource_id")).isEqualTo("greeting");
    }

    @Test
    void typeWithoutLabelsHasTheSameAttributes() {
        var of = Facts.claim(1);
        var task = new TaskRef(of.task().id(), "unknown-here", "local", 0, 1);

        tracer.trace(new Claim(task, "{}", 0, of.waited(), of.traceparent(), Optional.empty(), false), () -> SUCCEEDED);

        assertThat(attribute(only(), "task.component")).isEqualTo("none");
        assertThat(attribute(only(), "task.task_type")).isEqualTo("none");
    }

    @Test
    void everyAttemptIsAChildOfTheSubmitter() {
        tracer.trace(Facts.claim(1), () -> SUCCEEDED);
        tracer.trace(Facts.claim(2), () -> SUCCEEDED);

        assertThat(TELEMETRY.getSpans())
                .hasSize(2)
                .allMatch(span -> span.getTraceId().equals("0af7651916cd43dd8448eb211c80319c"))
                .allMatch(span -> span.getParentSpanId().equals("b7ad6b7169203331"));
    }

    @Test
    void deedOnAnotherThreadBelongsToTheSameTrace() {
        tracer.trace(Facts.claim(1), () -> {
            var carried = tracer.carried(_ -> tracer.traceparent());

            var there = CompletableFuture.supplyAsync(() -> carried.apply("x")).join();

            assertThat(there).isPresent().isEqualTo(tracer.traceparent());
            return SUCCEEDED;
        });
    }

    @Test
    void followUpIsAChildOfTheAttempt() {
        var stored = new AtomicReference<Optional<String>>();
        tracer.trace(Facts.claim(1), () -> {
            stored.set(tracer.traceparent());
            return SUCCEEDED;
        });

        tracer.trace(Facts.claim(1, stored.get()), () -> SUCCEEDED);

        var spans = TELEMETRY.getSpans();
        assertThat(spans.getLast().getParentSpanId()).isEqualTo(spans.getFirst().getSpanId());
    }

    @Test
    void deliveryIsLinked() {
        var request = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("POST")
                .startSpan();
        try (var _ = request.makeCurrent()) {
            tracer.trace(Facts.claim(1), () -> SUCCEEDED);
        }

        assertThat(only().getLinks()).singleElement().satisfies(link -> assertThat(link.getSpanContext())
                .isEqualTo(request.getSpanContext()));
    }

    @Test
    void attemptIsLinkedToWhoRangForIt() {
        var ringer = new AtomicReference<Optional<String>>();
        tracer.trace(Facts.claim(1), () -> {
            ringer.set(tracer.recorded());
            return new Outcome.Retry(Duration.ZERO, "reset");
        });

        tracer.after(ringer.get(), () -> tracer.trace(Facts.claim(2), () -> SUCCEEDED));

        var spans = TELEMETRY.getSpans();
        assertThat(spans.getLast().getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(spans.getLast().getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(spans.getFirst().getSpanId());
    }

    @Test
    void attemptThatItsSubmitterRangForIsNotLinkedToIt() {
        tracer.after(Optional.of(Facts.SUBMITTER), () -> tracer.trace(Facts.claim(1), () -> SUCCEEDED));

        assertThat(only().getLinks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-nonsense", "00-00000000000000000000000000000000-0000000000000000-01"})
    void garbledTraceOfADoorbellIsNotLinked(String garbled) {
        tracer.after(Optional.of(garbled), () -> tracer.trace(Facts.claim(1), () -> SUCCEEDED));

        assertThat(only().getLinks()).isEmpty();
    }

    @Test
    void nothingIsCarriedOfATraceThatIsNotRecorded() {
        var unsampled = Facts.SUBMITTER.replaceFirst("01$", "00");

        var carried = tracer.after(Optional.of(unsampled), tracer::recorded);

        assertThat(carried).isEmpty();
        assertThat(tracer.after(Optional.of(Facts.SUBMITTER), tracer::recorded)).contains(Facts.SUBMITTER);
        assertThat(tracer.recorded()).isEmpty();
    }

    @Test
    void attemptOfAnUntracedSubmitterStartsATrace() {
        tracer.trace(Facts.claim(1, Optional.empty()), () -> SUCCEEDED);

        assertThat(only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void garbledTraceparentStartsATrace() {
        tracer.trace(Facts.claim(1, Optional.of("00-nonsense")), () -> SUCCEEDED);

        assertThat(only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void attemptIsTheCurrentSpanAndNoLonger() {
        var during = new AtomicReference<String>();

        tracer.trace(Facts.claim(1), () -> {
            during.set(Span.current().getSpanContext().getSpanId());
            return SUCCEEDED;
        });

        assertThat(during).hasValue(only().getSpanId());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void failedAttemptIsAnError() {
        tracer.trace(Facts.claim(1), () -> new Outcome.Retry(Duration.ZERO, "reset"));

        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().getStatus().getDescription()).isEqualTo("reset");
    }

    @Test
    void exceptionOfTheAttemptIsRecorded() {
        tracer.trace(Facts.claim(1), () -> {
            var outcome = new Outcome.Dead("broken");
            tracer.on(Facts.ended(outcome, TaskState.DEAD, Optional.of(new IllegalStateException("broken"))));
            return outcome;
        });

        assertThat(only().getEvents()).singleElement().satisfies(event -> assertThat(event.getName())
                .isEqualTo("exception"));
    }

    @Test
    void eventsOutsideOfAnAttemptTouchNoSpan() {
        var request = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("POST")
                .startSpan();
        try (var _ = request.makeCurrent()) {
            tracer.on(new TaskEvent.Superseded(Facts.claim(1)));
        }
        request.end();

        assertThat(only().getEvents()).isEmpty();
    }

    @Test
    void spanIsEndedEvenIfTheAttemptThrows() {
        Supplier<Outcome> bug = () -> {
            throw new IllegalStateException("bug");
        };

        assertThatThrownBy(() -> tracer.trace(Facts.claim(1), bug)).hasMessage("bug");

        assertThat(only().hasEnded()).isTrue();
    }

    @Test
    void inputsAndResultsAreNotInSpans() {
        tracer.trace(Facts.claim(1), () -> SUCCEEDED);

        assertThat(only().toString()).doesNotContain("canary");
    }

    @Test
    void nothingIsStoredOutsideOfATrace() {
        assertThat(tracer.traceparent()).isEmpty();
    }

    private static SpanData only() {
        assertThat(TELEMETRY.getSpans()).hasSize(1);
        return TELEMETRY.getSpans().getFirst();
    }

    private static String attribute(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }
}
