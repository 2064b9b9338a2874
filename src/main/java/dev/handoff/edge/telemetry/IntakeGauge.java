package dev.handoff.edge.telemetry;

import dev.handoff.engine.store.IntakeStore;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows how much of what producers submitted by SQL is no task and no event yet, over all instances. */
@ApplicationScoped
public class IntakeGauge {

    private final IntakeStore store;
    private volatile double waiting;

    IntakeGauge(IntakeStore store, MeterRegistry registry) {
        this.store = store;
        Gauge.builder("handoff.intake.waiting", () -> waiting)
                .description("What was submitted by SQL and is no task and no event yet, of all instances")
                .register(registry);
    }

    @Scheduled(
            identity = "intake-gauge",
            every = "${telemetry.queue-gauges.every:10s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sample() {
        try {
            waiting = store.waiting();
        } catch (StoreUnavailable silent) {
            // Old numbers must not pass for new ones.
            waiting = Double.NaN;
        }
    }
}
