package dev.handoff.kit.rabbitmq;

import java.time.Duration;

/** What happened between this process and the broker. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface RabbitMqEvent {

    /**
     * A connection stands.
     *
     * @param purpose publish or consume
     * @param again whether there was one before
     */
    record Connected(String purpose, String broker, boolean again) implements RabbitMqEvent {}

    /** A connection could not be made or was lost. */
    record Disconnected(String purpose, String reason, Duration pause) implements RabbitMqEvent {}

    /** The broker takes no messages for now. */
    record Blocked(String reason) implements RabbitMqEvent {}

    /** A message was sent; whether it arrived is told later. */
    record Published(String destination) implements RabbitMqEvent {}

    /** The broker has the message. */
    record Confirmed(String destination) implements RabbitMqEvent {}

    /** No queue takes messages for this destination. */
    record Returned(String destination) implements RabbitMqEvent {}

    /** The broker refused the message, for one because the queue is full. */
    record Refused(String destination) implements RabbitMqEvent {}

    /** Messages of a queue come in. */
    record Subscribed(String queue) implements RabbitMqEvent {}

    /** They don't any more, and will be asked for again. */
    record Unsubscribed(String queue, String reason) implements RabbitMqEvent {}

    /** A message came in. */
    record Consumed(String queue, boolean redelivered) implements RabbitMqEvent {}

    /** A message that can't be used was put aside. */
    record DeadLettered(String queue, String reason) implements RabbitMqEvent {}
}
