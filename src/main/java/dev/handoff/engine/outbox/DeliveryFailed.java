package dev.handoff.engine.outbox;

/** A subscriber could not handle an event. The message names it. */
public final class DeliveryFailed extends Exception {

    public DeliveryFailed(String subscriber, Throwable cause) {
        super(subscriber + ": " + cause, cause);
    }
}
