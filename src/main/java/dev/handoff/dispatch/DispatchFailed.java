package dev.handoff.dispatch;

/** A doorbell could not be brought. The task is stored and will be rung again by the sweeper. */
public final class DispatchFailed extends RuntimeException {

    public DispatchFailed(String message) {
        super(message);
    }

    public DispatchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
