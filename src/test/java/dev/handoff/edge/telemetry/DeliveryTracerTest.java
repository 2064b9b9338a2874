package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.store.StoredEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryTracerTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final StoredEvent EVENT = new StoredEvent(
            UUID.randomUUID(),
            "post.published",
            1,
            "{}",
            "/api/events",
            Optional.of(Facts.SUBMITTER),
            Instant.EPOCH,
            Optional.empty());

    private final DeliveryTracer tracer = new DeliveryTracer(TELEMETRY.getOpenTelemetry());

    @Test
    void deliveryIsAConsumerSpanBelowThePublisher() throws Exception {
        tracer.trace(EVENT, "index-post", () -> true);

        assertThat(TELEMETRY.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("event post.published");
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("event.subscriber")))
                    .isEqualTo("index-post");
        });
    }

    @Test
    void tasksOfADeliveryShareItsTrace() throws Exception {
        var tasks = new Tracer(TELEMETRY.getOpenTelemetry(), Facts.types());

        var traceparent = tracer.trace(EVENT, "index-post", tasks::traceparent);

        assertThat(traceparent).hasValueSatisfying(it -> assertThat(it).contains("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void failureIsRecordedAndPasses() {
        assertThatThrownBy(() -> tracer.trace(EVENT, "index-post", () -> {
                    throw new IllegalStateException("not today");
                }))
                .hasMessage("not today");

        assertThat(TELEMETRY.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getEvents()).hasSize(1);
        });
    }
}
