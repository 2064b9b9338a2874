package dev.handoff.kit.rabbitmq;

/** The broker can't be reached or doesn't answer, whatever is asked of it. Waiting is the only remedy. */
public final class RabbitMqUnavailable extends RabbitMqFailed {

    public RabbitMqUnavailable(String message) {
        super(message);
    }

    public RabbitMqUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
