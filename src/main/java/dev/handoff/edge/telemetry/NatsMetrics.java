package dev.handoff.edge.telemetry;

import dev.handoff.kit.nats.Intake;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what goes to NATS and comes from it. */
@ApplicationScoped
public class NatsMetrics {

    private final NatsBroker broker;
    private final MeterRegistry registry;
    private final MeterProvider<Counter> published;
    private final MeterProvider<Counter> confirmed;
    private final MeterProvider<Counter> refused;
    private final MeterProvider<Counter> consumed;
    private final MeterProvider<Counter> terminated;
    private final MeterProvider<Counter> reconnects;
    private final Set<String> queues = ConcurrentHashMap.newKeySet();

    NatsMetrics(NatsBroker broker, MeterRegistry registry) {
        this.broker = broker;
        this.registry = registry;
        published = counter("handoff.nats.published", "Messages sent");
        confirmed = counter("handoff.nats.confirmed", "Messages that a stream has");
        refused = counter("handoff.nats.refused", "Messages that no stream took");
        consumed = counter("handoff.nats.consumed", "Messages that came in");
        terminated = counter("handoff.nats.terminated", "Messages ended because they can't be used");
        reconnects = counter("handoff.nats.reconnects", "Connections made after one was lost");
    }

    void on(@Observes NatsEvent event) {
        switch (event) {
            case NatsEvent.Published it ->
                published.withTag("subject", it.subject()).increment();
            case NatsEvent.Confirmed it ->
                confirmed.withTag("subject", it.subject()).increment();
            case NatsEvent.Refused it ->
                refused.withTag("subject", it.subject()).increment();
            case NatsEvent.Consumed it ->
                consumed.withTags("queue", it.queue(), "redelivered", String.valueOf(it.redelivered()))
                        .increment();
            case NatsEvent.Terminated it ->
                terminated.withTag("queue", it.queue()).increment();
            case NatsEvent.Connected it -> {
                if (it.again()) {
                    reconnects.withTag("purpose", it.purpose()).increment();
                }
            }
            case NatsEvent.Subscribed it -> show(it.queue());
            case NatsEvent.Disconnected _, NatsEvent.Unsubscribed _ -> {}
        }
    }

    private void show(String queue) {
        if (queues.add(queue)) {
            Gauge.builder("handoff.nats.depth", () -> depth(queue))
                    .description("Messages that wait in a queue")
                    .tags(Tags.of("queue", queue))
                    .register(registry);
        }
    }

    private long depth(String queue) {
        return broker.intakes().stream()
                .filter(intake -> intake.source().name().equals(queue))
                .mapToLong(Intake::depth)
                .max()
                .orElse(0);
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name).description(description).withRegistry(registry);
    }
}
