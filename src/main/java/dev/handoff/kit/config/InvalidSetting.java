package dev.handoff.kit.config;

/** A setting that can't be used; the message names it, its value unless that is secret, and the remedy. */
public final class InvalidSetting extends RuntimeException {

    public InvalidSetting(String message) {
        super(message);
    }
}
