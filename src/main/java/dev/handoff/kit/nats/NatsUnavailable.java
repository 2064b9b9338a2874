package dev.handoff.kit.nats;

/** NATS can't be reached or doesn't answer, whatever is asked of it. Waiting is the only remedy. */
public final class NatsUnavailable extends NatsFailed {

    NatsUnavailable(String message) {
        super(message, null);
    }

    NatsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
