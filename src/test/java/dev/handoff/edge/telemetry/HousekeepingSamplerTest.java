package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class HousekeepingSamplerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Attributes STATEMENT = Attributes.of(AttributeKey.stringKey("db.system"), "postgresql");
    private static final Context ATTEMPT = Context.root()
            .with(Span.wrap(
                    SpanContext.create(TRACE, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault())));

    @Test
    void statementOfNothingIsLeftOut() {
        assertThat(sampled(Sampler.alwaysOn(), Context.root(), SpanKind.CLIENT, STATEMENT))
                .isFalse();
    }

    @Test
    void statementOfAnAttemptIsKept() {
        assertThat(sampled(Sampler.alwaysOn(), ATTEMPT, SpanKind.CLIENT, STATEMENT))
                .isTrue();
    }

    @Test
    void otherBeginningsOfTracesAreKept() {
        assertThat(sampled(Sampler.alwaysOn(), Context.root(), SpanKind.SERVER, Attributes.empty()))
                .isTrue();
        assertThat(sampled(Sampler.alwaysOn(), Context.root(), SpanKind.CLIENT, Attributes.empty()))
                .isTrue();
    }

    @Test
    void samplerOfTheSettingsStillDecides() {
        assertThat(sampled(Sampler.alwaysOff(), ATTEMPT, SpanKind.CLIENT, STATEMENT))
                .isFalse();
    }

    private static boolean sampled(Sampler settings, Context parent, SpanKind kind, Attributes attributes) {
        return new HousekeepingSampler(settings)
                        .shouldSample(parent, TRACE, "SELECT handoff", kind, attributes, List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }
}
