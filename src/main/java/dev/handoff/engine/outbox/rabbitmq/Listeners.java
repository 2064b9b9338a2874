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

/** Has the events of all subscribers brought here. */
@ApplicationScoped
class Listeners {

    private final RabbitMq broker;
    private final RabbitMqCarrier carrier;
    private final Subscriptions subscriptions;
    private final Envelope envelope;
    private final RabbitMqBusConfig config;
    private final BusConfig bus;
    private volatile List<Subscription> open = List.of();

    Listeners(
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

    // What only looks at tasks, and doesn't sweep, handles no events either, nor does what relays none.
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
                            new Listener(broker, subscriptions, envelope, config, subscriber)))
                    .toList();
        }
    }

    // Before the engine stops taking tasks, since that is all that an event can lead to.
    void stop(@Observes @Priority(0) ShutdownEvent stopping) {
        open.forEach(Subscription::close);
    }
}
