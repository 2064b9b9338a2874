package dev.handoff.engine.run;

import dev.handoff.engine.store.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How far an attempt is. People are told at once, but not more often than they can follow, and again when it is stored: by then
 * it is the latest, and in the state that others read.
 */
final class LatestProgress {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Consumer<Progress> telling;
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE.toNanos());
    private volatile Progress latest;
    private volatile Progress taken;
    private volatile Progress stored;

    /** @param telling hears of it, from any thread */
    LatestProgress(Consumer<Progress> telling) {
        this.telling = telling;
    }

    void set(long done, long total) {
        if (done < 0 || done > total) {
            throw new IllegalArgumentException("progress must lie between 0 and " + total + ", was " + done);
        }
        var progress = new Progress(done, total);
        latest = progress;
        long last = toldAt.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE.toNanos() && toldAt.compareAndSet(last, now)) {
            telling.accept(progress);
        }
    }

    /** Takes the latest, to be stored; empty if there is none. */
    Optional<Progress> take() {
        taken = latest;
        return Optional.ofNullable(taken);
    }

    /** Whether it has changed since it was taken. */
    boolean isNew() {
        return latest != taken;
    }

    /** What was taken is stored. */
    void stored() {
        var now = taken;
        if (now != stored) {
            stored = now;
            telling.accept(now);
        }
    }
}
