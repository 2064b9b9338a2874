package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.ShutdownSignalException;
import java.util.Optional;

/** The broker could not be reached or did not take something. It may have it all the same. */
public sealed class RabbitMqFailed extends RuntimeException permits RabbitMqUnavailable {

    public RabbitMqFailed(String message) {
        super(message);
    }

    public RabbitMqFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the client threw, in our words: that the connection is lost, or that the broker refuses something. */
    static RabbitMqFailed of(String doing, Exception cause) {
        var signal = Optional.of(cause.getCause() == null ? cause : cause.getCause())
                .filter(ShutdownSignalException.class::isInstance)
                .map(ShutdownSignalException.class::cast);
        var reason = signal.map(ShutdownSignalException::getReason).map(Object::toString);
        var message = doing + " failed: " + reason.orElse(String.valueOf(cause.getMessage()));
        return signal.map(it -> !it.isHardError()).orElse(false)
                ? new RabbitMqFailed(message, cause)
                : new RabbitMqUnavailable(message, cause);
    }
}
