package dev.handoff.engine.outbox;

/** The carrier can't bring any event now, such as without its broker. It counts as no failure; waiting is the only remedy. */
public final class CarrierUnavailable extends RuntimeException {

    public CarrierUnavailable(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
