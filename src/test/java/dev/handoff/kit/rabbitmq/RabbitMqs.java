package dev.handoff.kit.rabbitmq;

/** What only the container may do otherwise. */
public final class RabbitMqs {

    private RabbitMqs() {}

    public static void close(RabbitMq broker) {
        broker.close();
    }

    public static DeadLetters deadLetters(RabbitMq broker) {
        return new DeadLetters(broker);
    }
}
