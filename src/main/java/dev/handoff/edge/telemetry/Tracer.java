package dev.handoff.edge.telemetry;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.Labels;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives every attempt a span.
 *
 * <p>Each attempt, the first as well as the fifth, is a child of what the submitter was doing, and follow-ups are
 * children of the attempt that submitted them. So one trace tells the whole story of a task that went wrong. Links
 * alone would scatter it over traces that most viewers show only from the later end. The messaging conventions allow a
 * child for consumers of single messages. The price is that a trace lasts as long as its latest retry. What
 * set the attempt off is linked: the delivery, such as Cloud Tasks' request, which is a child of what rang the doorbell; or
 * that itself, such as the attempt before.
 */
@ApplicationScoped
public class Tracer implements Tracing {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String TRACEPARENT = "traceparent";
    private static final ContextKey<Span> ATTEMPT = ContextKey.named("attempt");

    private final Function<String, SpanBuilder> spans;
    private final TaskTypes types;
    private final Correlation correlation;

    Tracer(OpenTelemetry telemetry, TaskTypes types) {
        this.types = types;
        this.correlation = new Correlation(types);
        this.spans = telemetry.getTracer("dev.handoff")::spanBuilder;
    }

    @Override
    public Optional<String> traceparent() {
        var headers = new HashMap<String, String>();
        W3C.inject(Context.current(), headers, Map::put);
        return Optional.ofNullable(headers.get(TRACEPARENT));
    }

    @Override
    public Optional<String> recorded() {
        return Span.current().getSpanContext().isSampled() ? traceparent() : Optional.empty();
    }

    @Override
    public <T> T after(Optional<String> traceparent, Supplier<T> deed) {
        if (traceparent.isEmpty()) {
            return deed.get();
        }
        try (var _ = parent(traceparent.get()).makeCurrent()) {
            return deed.get();
        }
    }

    @Override
    public <T, R> Function<T, R> carried(Function<T, R> work) {
        return Context.current().wrapFunction(work);
    }

    @Override
    public Outcome trace(Claim claim, Supplier<Outcome> attempt) {
        var span = start(claim);
        try (var _ = Context.current().with(span).with(ATTEMPT, span).makeCurrent()) {
            var outcome = attempt.get();
            end(span, outcome);
            return outcome;
        } finally {
            span.end();
        }
    }

    /** Heard by an attempt's span only if it is fired within the attempt. */
    void on(@Observes TaskEvent event) {
        var span = Context.current().get(ATTEMPT);
        if (span == null) {
            return;
        }
        switch (event) {
            case TaskEvent.AttemptEnded ended -> ended.cause().ifPresent(span::recordException);
            case TaskEvent.Superseded _ -> span.addEvent("task.superseded");
            case TaskEvent.Accepted _,
                    TaskEvent.Buried _,
                    TaskEvent.Started _,
                    TaskEvent.Spent _,
                    TaskEvent.LeftOut _,
                    TaskEvent.LeftBehind _,
                    TaskEvent.CameBack _,
                    TaskEvent.Rescued _,
                    TaskEvent.CancelAsked _,
                    TaskEvent.Revived _,
                    TaskEvent.GroupEnded _,
                    TaskEvent.GroupCancelled _,
                    TaskEvent.Trouble _,
                    TaskEvent.Draining _ -> {}
        }
    }

    private Span start(Claim claim) {
        var delivery = Span.current().getSpanContext();
        var submitter = submitter(claim);
        var span = spans.apply("task " + claim.task().type())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(submitter)
                .setAttribute("task.id", claim.task().id().toString())
                .setAttribute("task.type", claim.task().type())
                .setAttribute("task.attempt", (long) claim.task().attempt())
                .setAttribute("messaging.system", "handoff")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", claim.task().type())
                .setAttribute("messaging.message.id", claim.task().id().toString());
        var labels = types.labels(claim.task().type());
        span.setAttribute("task.component", labels.map(Labels::component).orElse(Metrics.NONE))
                .setAttribute("task.task_type", labels.map(Labels::taskType).orElse(Metrics.NONE));
        correlation.of(claim).ifPresent(it -> span.setAttribute(it.field(), Untrusted.shortened(it.value())));
        if (delivery.isValid() && !delivery.equals(Span.fromContext(submitter).getSpanContext())) {
            span.addLink(delivery);
        }
        return span.startSpan();
    }

    private static void end(Span span, Outcome outcome) {
        span.setAttribute("task.outcome", AttemptOutcome.name(outcome));
        switch (outcome) {
            case Outcome.Retry retry -> span.setStatus(StatusCode.ERROR, Untrusted.shortened(retry.error()));
            case Outcome.Dead dead -> span.setStatus(StatusCode.ERROR, Untrusted.shortened(dead.error()));
            case Outcome.Succeeded _, Outcome.Cancelled _, Outcome.Released _ -> {}
        }
    }

    private static Context submitter(Claim claim) {
        return claim.traceparent().map(Tracer::parent).orElseGet(Context::current);
    }

    /** What was done where this was noted. */
    static Context parent(String traceparent) {
        return W3C.extract(Context.root(), traceparent, STORED);
    }

    private static final TextMapGetter<String> STORED = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public String get(String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };
}
