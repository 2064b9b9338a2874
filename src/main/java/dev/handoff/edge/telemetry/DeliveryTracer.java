package dev.handoff.edge.telemetry;

import dev.handoff.engine.outbox.DeliveryTracing;
import dev.handoff.engine.store.StoredEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Gives every delivery of an event a span, a child of what the publisher was doing; its tasks are children of it. */
@ApplicationScoped
public class DeliveryTracer implements DeliveryTracing {

    private final Function<String, SpanBuilder> spans;

    DeliveryTracer(OpenTelemetry telemetry) {
        this.spans = telemetry.getTracer("dev.handoff")::spanBuilder;
    }

    @Override
    public <T> T trace(StoredEvent event, String subscriber, Callable<T> delivery) throws Exception {
        var span = start(event, subscriber);
        try (var _ = Context.root().with(span).makeCurrent()) {
            return delivery.call();
        } catch (Exception failed) {
            span.recordException(failed);
            span.setStatus(StatusCode.ERROR, Untrusted.shortened(String.valueOf(failed.getMessage())));
            throw failed;
        } finally {
            span.end();
        }
    }

    private Span start(StoredEvent event, String subscriber) {
        return spans.apply("event " + event.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(event.traceparent().map(Tracer::parent).orElseGet(Context::root))
                .setAttribute("event.id", event.id().toString())
                .setAttribute("event.topic", event.topic())
                .setAttribute("event.subscriber", subscriber)
                .setAttribute("messaging.system", "handoff")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", event.topic())
                .setAttribute("messaging.message.id", event.id().toString())
                .startSpan();
    }
}
