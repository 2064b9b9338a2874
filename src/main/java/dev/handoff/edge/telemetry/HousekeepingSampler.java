package dev.handoff.edge.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Leaves out what Redis is asked for nothing in particular, such as by the polling of an idle instance. What belongs to a
 * request or an attempt is judged by the sampler of the settings. {@link StatementTracer} does the same for PostgreSQL.
 */
final class HousekeepingSampler implements Sampler {

    private final Sampler settings;

    HousekeepingSampler(Sampler settings) {
        this.settings = settings;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean root = !Span.fromContext(parent).getSpanContext().isValid();
        return root && kind == SpanKind.CLIENT && isStatement(attributes)
                ? SamplingResult.drop()
                : settings.shouldSample(parent, trace, name, kind, attributes, links);
    }

    private static boolean isStatement(Attributes attributes) {
        return attributes.asMap().keySet().stream().anyMatch(key -> key.getKey().startsWith("db."));
    }

    @Override
    public String getDescription() {
        return "HousekeepingSampler{" + settings.getDescription() + "}";
    }
}
