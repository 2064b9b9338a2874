package dev.handoff.kit.nats;

/** NATS could not be reached or did not take something. It may have it all the same. */
public sealed class NatsFailed extends RuntimeException permits NatsUnavailable {

    NatsFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
