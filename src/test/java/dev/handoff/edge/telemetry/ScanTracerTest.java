package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.store.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScanTracerTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final ScanTracer scans = new ScanTracer(TELEMETRY.getOpenTelemetry());

    @Test
    void batchIsASpanOfItsScanWithinTheAttempt() {
        new Tracer(TELEMETRY.getOpenTelemetry(), Facts.types()).trace(Facts.claim(1), () -> {
            assertThat(done()).isEqualTo("done");
            return new Outcome.Succeeded("{}");
        });

        var batch = named("content.batch_scan");
        assertThat(batch.getAttributes().get(AttributeKey.stringKey("task.scan_id")))
                .isEqualTo("s1");
        assertThat(batch.getAttributes().get(AttributeKey.stringKey("task.component")))
                .isEqualTo("content_monitoring");
        assertThat(batch.getParentSpanId()).isEqualTo(named("task transcribe").getSpanId());
    }

    @Test
    void failureIsRecordedAndPasses() {
        assertThatThrownBy(() -> scans.trace("s1", () -> {
                    throw new IllegalStateException("not today");
                }))
                .hasMessage("not today");

        assertThat(named("content.batch_scan").getEvents()).hasSize(1);
    }

    private String done() {
        try {
            return scans.trace("s1", () -> "done");
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SpanData named(String name) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
