package dev.handoff.edge.telemetry;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;

/** Puts {@link HousekeepingSampler} before the sampler of the settings, and {@link TokenEraser} before what sends spans. */
@Singleton
@Unremovable
final class Sampling implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addSamplerCustomizer((settings, _) -> new HousekeepingSampler(settings));
        builder.addTracerProviderCustomizer((spans, _) -> spans.addSpanProcessor(new TokenEraser()));
    }
}
