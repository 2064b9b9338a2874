package dev.handoff.engine.dispatch;

import java.time.Duration;
import java.util.Map;

/**
 * A doorbell's message, as a broker brought it. One answer counts, the first; without one the broker brings it again. Answers
 * throw nothing.
 */
public interface Brought {

    byte[] body();

    Map<String, String> headers();

    /** Whether it may have been brought before. */
    boolean isAgain();

    /** The broker may forget it. */
    void acknowledge();

    /** Another instance may have it, or this one again. */
    void giveBack();

    /** The same after a while. */
    void giveBackAfter(Duration pause);

    /** It is no doorbell that anybody could answer. May wait for the broker. */
    void putAside(String reason);
}
