package dev.handoff.engine.outbox;

/** A message from a broker that is no event. Bringing it again is of no use. */
public final class Undecodable extends Exception {

    private final Reason reason;

    /** What is wrong with it. */
    public enum Reason {
        /** Longer than {@link Envelope#MAX_BYTES}. */
        TOO_LARGE,
        /** No CloudEvent in structured JSON, or not one of ours. */
        NO_CLOUD_EVENT,
        /** A topic that is unknown here; a newer release may know it. */
        UNKNOWN_TOPIC,
        /** A version of the topic that is unknown here; a newer release may know it. */
        UNKNOWN_VERSION,
        /** Data that break the topic's rules. */
        INVALID_DATA
    }

    Undecodable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Undecodable(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
