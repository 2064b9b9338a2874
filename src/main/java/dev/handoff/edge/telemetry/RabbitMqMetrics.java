package dev.handoff.edge.telemetry;

import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqEvent;
import dev.handoff.kit.rabbitmq.Subscription;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what goes to RabbitMQ and comes from it. */
@ApplicationScoped
public class RabbitMqMetrics {

    private final RabbitMq broker;
    private final MeterRegistry registry;
    private final MeterProvider<Counter> published;
    private final MeterProvider<Counter> confirmed;
    private final MeterProvider<Counter> returned;
    private final MeterProvider<Counter> refused;
    private final MeterProvider<Counter> consumed;
    private final MeterProvider<Counter> deadLettered;
    private final MeterProvider<Counter> reconnects;
    private final Set<String> queues = ConcurrentHashMap.newKeySet();

    RabbitMqMetrics(RabbitMq broker, MeterRegistry registry) {
        this.broker = broker;
        this.registry = registry;
        published = counter("handoff.rabbitmq.published", "Messages sent");
        confirmed = counter("handoff.rabbitmq.confirmed", "Messages that the broker has");
        returned = counter("handoff.rabbitmq.returned", "Messages that no queue took");
        refused = counter("handoff.rabbitmq.refused", "Messages that the broker refused");
        consumed = counter("handoff.rabbitmq.consumed", "Messages that came in");
        deadLettered = counter("handoff.rabbitmq.dead.lettered", "Messages put aside because they can't be used");
        reconnects = counter("handoff.rabbitmq.reconnects", "Connections made after one was lost");
    }

    void on(@Observes RabbitMqEvent event) {
        switch (event) {
            case RabbitMqEvent.Published it ->
                published.withTag("destination", it.destination()).increment();
            case RabbitMqEvent.Confirmed it ->
                confirmed.withTag("destination", it.destination()).increment();
            case RabbitMqEvent.Returned it ->
                returned.withTag("destination", it.destination()).increment();
            case RabbitMqEvent.Refused it ->
                refused.withTag("destination", it.destination()).increment();
            case RabbitMqEvent.Consumed it ->
                consumed.withTags("queue", it.queue(), "redelivered", String.valueOf(it.redelivered()))
                        .increment();
            case RabbitMqEvent.DeadLettered it ->
                deadLettered.withTag("queue", it.queue()).increment();
            case RabbitMqEvent.Connected it -> {
                if (it.again()) {
                    reconnects.withTag("purpose", it.purpose()).increment();
                }
            }
            case RabbitMqEvent.Subscribed it -> show(it.queue());
            case RabbitMqEvent.Disconnected _, RabbitMqEvent.Blocked _, RabbitMqEvent.Unsubscribed _ -> {}
        }
    }

    private void show(String queue) {
        if (queues.add(queue)) {
            Gauge.builder("handoff.rabbitmq.depth", () -> depth(queue))
                    .description("Messages that wait in a queue")
                    .tags(Tags.of("queue", queue))
                    .register(registry);
        }
    }

    private int depth(String queue) {
        return broker.subscriptions().stream()
                .filter(subscription -> subscription.queue().name().equals(queue))
                .mapToInt(Subscription::depth)
                .max()
                .orElse(0);
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name).description(description).withRegistry(registry);
    }
}
