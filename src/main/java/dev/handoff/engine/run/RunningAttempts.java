package dev.handoff.engine.run;

import dev.handoff.kit.thread.Monitors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run on this instance now. */
@ApplicationScoped
class RunningAttempts {

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile boolean awaited;

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
        if (awaited && attempts.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    List<Attempt> all() {
        return List.copyOf(attempts);
    }

    /** Waits until no attempt is left, but not longer than this. */
    synchronized void awaitNone(Duration atMost) throws InterruptedException {
        awaited = true;
        Monitors.await(this, atMost, attempts::isEmpty);
    }
}
