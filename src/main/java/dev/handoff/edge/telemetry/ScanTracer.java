package dev.handoff.edge.telemetry;

import dev.handoff.domain.monitoring.ScanTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Gives the work on a batch of a scan a span below that of its attempt. */
@ApplicationScoped
public class ScanTracer implements ScanTracing {

    private final Function<String, SpanBuilder> spans;

    ScanTracer(OpenTelemetry telemetry) {
        this.spans = telemetry.getTracer("dev.handoff")::spanBuilder;
    }

    @Override
    public <T> T trace(String scan, Callable<T> work) throws Exception {
        var span = spans.apply("content.batch_scan")
                .setAttribute("task.scan_id", scan)
                .setAttribute("task.component", "content_monitoring")
                .startSpan();
        try (var _ = span.makeCurrent()) {
            return work.call();
        } catch (Exception failure) {
            span.recordException(failure);
            throw failure;
        } finally {
            span.end();
        }
    }
}
