package dev.handoff.engine.dispatch;

import java.time.Duration;
import java.util.Optional;

/** A task that this process has claimed. If nobody runs it, its lease runs out and it is given to somebody else. */
public interface Claimed {

    String type();

    /**
     * Runs one attempt, to its end. Blocks the calling virtual thread for as long, and throws nothing.
     *
     * @param budget how long somebody waits for it, as {@link TaskReceiver#receive} has it
     */
    void run(Optional<Duration> budget);
}
