package dev.handoff.engine.outbox.rabbitmq;

import dev.handoff.engine.outbox.Carrier;
import dev.handoff.engine.outbox.CarrierUnavailable;
import dev.handoff.engine.outbox.Envelope;
import dev.handoff.engine.outbox.Subscriptions;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqUnavailable;
import dev.handoff.task.Subscriber;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Publishes events to an exchange. */
@ApplicationScoped
@Priority(10)
class RabbitMqCarrier implements Carrier {

    private final RabbitMq broker;
    private final Subscriptions subscriptions;
    private final Envelope envelope;
    private final RabbitMqBusConfig config;

    RabbitMqCarrier(RabbitMq broker, Subscriptions subscriptions, Envelope envelope, RabbitMqBusConfig config) {
        this.broker = broker;
        this.subscriptions = subscriptions;
        this.envelope = envelope;
        this.config = config;
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public boolean isConfigured() {
        return broker.isConfigured();
    }

    @Override
    public void carry(StoredEvent event) {
        var listeners = subscriptions.all().stream()
                .filter(subscriber -> subscriber.topic().name().equals(event.topic()))
                .map(this::queue)
                .toList();
        var message = new AmqpMessage(
                event.id().toString(), event.topic(), Envelope.CONTENT_TYPE, Map.of(), envelope.encode(event));
        try {
            broker.publish(new Destination.ToTopic(config.exchange(), event.topic(), listeners), message);
        } catch (RabbitMqUnavailable away) {
            throw new CarrierUnavailable(away);
        }
    }

    /** The subscriber's own. */
    Queue queue(Subscriber<?> subscriber) {
        return Queue.of(
                config.exchange() + "." + subscriber.name(),
                config.exchange(),
                subscriber.topic().name());
    }
}
