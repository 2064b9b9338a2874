package dev.handoff.engine.outbox;

/** What brings events can't be reached, whatever the event. Nobody's failure; waiting is the only remedy. */
public final class CarrierUnavailable extends RuntimeException {

    public CarrierUnavailable(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
