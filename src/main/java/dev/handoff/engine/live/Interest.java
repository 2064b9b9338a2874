package dev.handoff.engine.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether anybody looks on, here or elsewhere. Nothing is told while nobody does. */
@ApplicationScoped
class Interest {

    /** How long others count as looking on after they were last heard of. They say so every ten seconds. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** How long it may take to learn it after the start. */
    private static final Duration UNKNOWN = Duration.ofSeconds(15);

    private final long begun = System.nanoTime();
    private volatile boolean known;
    private volatile boolean here;
    private volatile boolean elsewhere;
    private volatile long heard;

    /** Whether news are to be kept ready. They are until it is known that nobody waits for them. */
    boolean isThere() {
        return here
                || elsewhere && System.nanoTime() - heard < REMEMBERED.toNanos()
                || !known && System.nanoTime() - begun < UNKNOWN.toNanos();
    }

    /** False at first: a process that has just begun doesn't know yet who looks on at others. */
    boolean isKnown() {
        return known;
    }

    /** Somebody looks on at this instance. */
    void begin() {
        here = true;
        known = true;
    }

    /** Nobody does any more. For others it counts as listening until it has signed anew, and so for itself. */
    void end() {
        elsewhere();
        here = false;
    }

    /** Somebody looks on at another instance. */
    void elsewhere() {
        heard = System.nanoTime();
        elsewhere = true;
        known = true;
    }

    /**
     * Learns from the roster whether another instance listens.
     *
     * @return whether they do and were not known of, so that there may be things that they were not told
     */
    boolean signed(boolean somebody) {
        boolean late = known && somebody && !isThere();
        if (somebody) {
            elsewhere();
        }
        known = true;
        return late;
    }
}
