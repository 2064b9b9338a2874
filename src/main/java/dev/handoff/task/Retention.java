package dev.handoff.task;

import java.time.Duration;
import java.time.Instant;

/** What a domain keeps of work that is over, and for how long. The engine prunes it beside the tasks. */
public interface Retention {

    /** What is kept, for logs and metrics, such as {@code scans}. */
    String what();

    /** How long it is kept after its last change; zero for ever. */
    Duration kept();

    /**
     * Deletes some of what has not changed since a moment. Takes some ten milliseconds, and is called until nothing is left.
     *
     * @return how many; 0 if there are no more
     */
    int prune(Instant before);
}
