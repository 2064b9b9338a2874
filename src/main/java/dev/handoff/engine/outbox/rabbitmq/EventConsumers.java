package dev.handoff.engine.outbox.rabbitmq;

import dev.handoff.engine.outbox.BusConfig;
import dev.handoff.engine.outbox.Envelope;
import dev.handoff.engine.outbox.Subscriptions;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.Subscription;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Subscribes to the queues of all subscribers of this process. */
@ApplicationScoped
class EventConsumers {

    private final RabbitMq broker;
    private final RabbitMqCarrier carrier;
    private final Subscriptions subscriptions;
    private final Envelope envelope;
    private final RabbitMqBusConfig config;
    private final BusConfig bus;
    private volatile List<Subscription> open = List.of();

    EventConsumers(
            RabbitMq broker,
            RabbitMqCarrier carrier,
            Subscriptions subscriptions,
            Envelope envelope,
            RabbitMqBusConfig config,
            BusConfig bus) {
        this.broker = broker;
        this.carrier = carrier;
        this.subscriptions = subscriptions;
        this.envelope = envelope;
        this.config = config;
        this.bus = bus;
    }

    // Read-only commands and processes that relay nothing handle no events.
    void listen(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (config.delays().stream().anyMatch(Duration::isNegative)) {
            throw new ConfigurationException(
                    "handoff.rabbitmq-bus.delays must not be negative, was " + config.delays());
        }
        if (works && bus.relay() && broker.isConfigured() && broker.fault().isEmpty()) {
            open = subscriptions.all().stream()
                    .map(subscriber -> broker.subscribe(
                            carrier.queue(subscriber),
                            config.prefetch(),
                            new EventConsumer(broker, subscriptions, envelope, config, subscriber)))
                    .toList();
        }
    }

    // Before the engine stops taking tasks: events lead to nothing but tasks.
    void stop(@Observes @Priority(0) ShutdownEvent stopping) {
        open.forEach(Subscription::close);
    }
}
