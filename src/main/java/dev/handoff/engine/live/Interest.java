package dev.handoff.engine.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether anybody looks on, here or elsewhere. Nothing is told while nobody does. */
@ApplicationScoped
class Interest {

    /** How long others count as looking on after they were last heard of. They say so every ten seconds. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private volatile boolean here;
    private volatile boolean elsewhere;
    private volatile long heard;

    boolean isThere() {
        return here || elsewhere && System.nanoTime() - heard < REMEMBERED.toNanos();
    }

    /** Somebody looks on at this instance, or nobody does any more. */
    void here(boolean somebody) {
        here = somebody;
    }

    /** Somebody looks on at another instance. */
    void elsewhere() {
        heard = System.nanoTime();
        elsewhere = true;
    }
}
