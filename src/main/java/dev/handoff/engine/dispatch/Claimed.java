package dev.handoff.engine.dispatch;

import java.time.Duration;
import java.util.Optional;

/** A task that this process has claimed. If it isn't run, its lease runs out and another attempt gets it. */
public interface Claimed {

    String type();

    /**
     * Runs one attempt, to its end. Blocks the calling virtual thread for as long, and throws nothing.
     *
     * @param budget how long the caller waits for it; see {@link TaskReceiver#receive}
     */
    void run(Optional<Duration> budget);
}
