package dev.handoff.engine.dispatch;

/** A setting is missing or wrong; the message names it and the remedy. */
public final class DispatchMisconfigured extends DispatchFailed {

    public DispatchMisconfigured(String message) {
        this(Stage.SETTINGS, message);
    }

    public DispatchMisconfigured(Stage stage, String message) {
        super(stage, message, null);
    }
}
