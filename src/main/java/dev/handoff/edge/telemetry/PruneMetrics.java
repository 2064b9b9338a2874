package dev.handoff.edge.telemetry;

import dev.handoff.engine.sweep.PruneEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts what was pruned here. */
@ApplicationScoped
public class PruneMetrics {

    private final MeterProvider<Counter> pruned;

    PruneMetrics(MeterRegistry registry) {
        pruned = Counter.builder("handoff.pruned")
                .description("Tasks and events deleted here because of their age")
                .withRegistry(registry);
    }

    void on(@Observes PruneEvent event) {
        switch (event) {
            case PruneEvent.Pruned it -> pruned.withTag("what", it.what()).increment(it.count());
            case PruneEvent.Trouble _ -> {}
        }
    }
}
