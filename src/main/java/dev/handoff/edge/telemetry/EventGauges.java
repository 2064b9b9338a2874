package dev.handoff.edge.telemetry;

import dev.handoff.engine.store.EventStore;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Shows how many events wait to be relayed, over all instances, and how long the oldest has. */
@ApplicationScoped
public class EventGauges {

    private final EventStore store;
    private volatile Optional<EventStore.Backlog> backlog = Optional.of(new EventStore.Backlog(0, Duration.ZERO));

    EventGauges(EventStore store, MeterRegistry registry) {
        this.store = store;
        Gauge.builder("handoff.events.pending", () -> backlog.map(it -> (double) it.events())
                        .orElse(Double.NaN))
                .description("Events that are stored and not relayed yet, of all instances")
                .register(registry);
        Gauge.builder(
                        "handoff.events.oldest",
                        () -> backlog.map(it -> it.oldest().toMillis() / 1000.0).orElse(Double.NaN))
                .description("How long the event that has waited longest has been stored")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(
            identity = "event-gauges",
            every = "${telemetry.queue-gauges.every:10s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sample() {
        try {
            backlog = Optional.of(store.backlog());
        } catch (StoreUnavailable silent) {
            // The engine tells of it soon enough; here old numbers must not pass for new ones.
            backlog = Optional.empty();
        }
    }
}
