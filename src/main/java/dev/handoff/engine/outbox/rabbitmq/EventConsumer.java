package dev.handoff.engine.outbox.rabbitmq;

import dev.handoff.engine.outbox.DeliveryFailed;
import dev.handoff.engine.outbox.Envelope;
import dev.handoff.engine.outbox.Subscriptions;
import dev.handoff.engine.outbox.Undecodable;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.task.Subscriber;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Consumes one subscriber's queue: delivers its events and answers the broker for them. */
final class EventConsumer implements Consumer<Delivery> {

    /** How often the subscriber has failed with this message. */
    private static final String FAILURES = "x-handoff-failures";

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("event").start(task);

    private final RabbitMq broker;
    private final Subscriptions subscriptions;
    private final Envelope envelope;
    private final RabbitMqBusConfig config;
    private final Subscriber<?> subscriber;

    EventConsumer(
            RabbitMq broker,
            Subscriptions subscriptions,
            Envelope envelope,
            RabbitMqBusConfig config,
            Subscriber<?> subscriber) {
        this.broker = broker;
        this.subscriptions = subscriptions;
        this.envelope = envelope;
        this.config = config;
        this.subscriber = subscriber;
    }

    @Override
    public void accept(Delivery delivery) {
        THREADS.execute(() -> handle(delivery));
    }

    private void handle(Delivery delivery) {
        try {
            var event = envelope.decode(delivery.message().body());
            if (concerns(event)) {
                subscriptions.deliver(subscriber.name(), event);
            }
            delivery.ack();
        } catch (Undecodable useless) {
            switch (useless.reason()) {
                case TOO_LARGE, NO_CLOUD_EVENT, INVALID_DATA -> broker.deadLetter(delivery, told(useless));
                // A newer release, which is being rolled out, may know it.
                case UNKNOWN_TOPIC, UNKNOWN_VERSION -> later(delivery, told(useless));
            }
        } catch (DeliveryFailed failed) {
            later(delivery, failed.getMessage());
        } catch (StoreUnavailable silent) {
            delivery.requeueAfter(config.pause());
        } catch (RuntimeException | Error ours) {
            later(delivery, ours.toString());
        }
    }

    /** The queue gets all versions of the topic. */
    private boolean concerns(StoredEvent event) {
        return event.topic().equals(subscriber.topic().name())
                && event.version() == subscriber.topic().version();
    }

    private static String told(Undecodable useless) {
        return "invalid_payload: " + useless.getMessage();
    }

    /** Counts a failure: the message comes again after a delay, or is dead-lettered after too many. */
    private void later(Delivery delivery, String error) {
        int failures = failures(delivery);
        if (failures >= config.delays().size()) {
            broker.deadLetter(delivery, "failed " + (failures + 1) + " times, the last time because " + error);
            return;
        }
        try {
            broker.publish(
                    new Destination.Later(delivery.queue(), config.delays().get(failures)),
                    delivery.message().with(FAILURES, Integer.toString(failures + 1)));
            delivery.ack();
        } catch (RabbitMqFailed failed) {
            delivery.requeueAfter(config.pause());
        }
    }

    private static int failures(Delivery delivery) {
        try {
            return Math.max(0, Integer.parseInt(delivery.message().headers().getOrDefault(FAILURES, "0")));
        } catch (NumberFormatException forged) {
            return 0;
        }
    }
}
