package dev.handoff.edge.trigger;

/** An event that doesn't tell which task it asks for. Nothing was stored; the message names the remedy. */
public final class UnusableEvent extends RuntimeException {

    public UnusableEvent(String message) {
        super(message);
    }

    UnusableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
