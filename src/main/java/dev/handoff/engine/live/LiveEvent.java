package dev.handoff.engine.live;

import java.time.Duration;

/** What happened to news here. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface LiveEvent {

    /** This many are written into the log. */
    record Told(int count) implements LiveEvent {}

    /**
     * This many are lost.
     *
     * @param why for people, and one of a few
     */
    record Dropped(int count, String why) implements LiveEvent {}

    /**
     * News have reached this instance, and those who look on here.
     *
     * @param lag of the oldest of them, since it was told
     */
    record Heard(int count, Duration lag) implements LiveEvent {}

    /** Something went wrong that will be tried again. */
    record Trouble(String doing, Throwable cause) implements LiveEvent {}
}
