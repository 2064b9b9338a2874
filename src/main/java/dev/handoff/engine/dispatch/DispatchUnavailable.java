package dev.handoff.engine.dispatch;

/** The transport's client can't be used in this program: its library is missing or broken. */
public final class DispatchUnavailable extends DispatchFailed {

    public DispatchUnavailable(String message, Throwable cause) {
        super(Stage.LIBRARY, message, cause);
    }
}
