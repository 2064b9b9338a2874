package dev.handoff.edge.telemetry;

import dev.handoff.engine.outbox.BusEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts events by topic, and deliveries by subscriber. */
@ApplicationScoped
public class BusMetrics {

    private final MeterProvider<Counter> events;
    private final MeterProvider<Counter> deliveries;

    BusMetrics(MeterRegistry registry) {
        events = Counter.builder("handoff.events")
                .description("Events published here, and what became of events that were relayed here")
                .withRegistry(registry);
        deliveries = Counter.builder("handoff.deliveries")
                .description("Events that a subscriber was told of here")
                .withRegistry(registry);
    }

    void on(@Observes BusEvent event) {
        switch (event) {
            case BusEvent.Published it -> count(it.event().topic(), "published", 1);
            case BusEvent.Relayed it -> count(it.event().topic(), "relayed", 1);
            case BusEvent.RelayFailed it -> count(it.event().topic(), "failed", 1);
            case BusEvent.Dead it -> count(it.event().topic(), "dead", 1);
            case BusEvent.Replayed it -> count(it.topic(), "replayed", it.events());
            case BusEvent.Delivered it -> delivery(it.event().topic(), it.subscriber(), "handled");
            case BusEvent.DeliveryRefused it -> delivery(it.event().topic(), it.subscriber(), "failed");
            case BusEvent.Stalled _ -> {}
        }
    }

    private void count(String topic, String outcome, int events) {
        this.events.withTags("topic", topic, "outcome", outcome).increment(events);
    }

    private void delivery(String topic, String subscriber, String outcome) {
        deliveries
                .withTags("topic", topic, "subscriber", subscriber, "outcome", outcome)
                .increment();
    }
}
