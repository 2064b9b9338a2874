package dev.handoff.engine.live;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Coalescer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes news of this instance into the log, on a thread of its own, those of the same few milliseconds in one statement.
 * Nobody waits for it: what doesn't fit in while the database is slow or away is dropped, and the log gets a gap.
 */
@ApplicationScoped
class Teller {

    /** How many may wait. */
    static final int MAX_WAITING = 10_000;

    private static final int MAX_WAITING_BYTES = 32 * 1024 * 1024;

    /** News of a statement. */
    private static final int BATCH = 500;

    /** The pause between two statements. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final NewsLog log;
    private final Interest interest;
    private final Live live;
    private final Event<LiveEvent> events;
    private final Deque<Draft> waiting = new ArrayDeque<>();
    private final Coalescer writing = new Coalescer("live-teller", this::write);
    private final Backoff pauses = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private volatile Runnable told = () -> {};
    private int bytes;

    Teller(NewsLog log, Interest interest, Live live, Event<LiveEvent> events) {
        this.log = log;
        this.interest = interest;
        this.live = live;
        this.events = events;
    }

    /** Returns at once and never fails. */
    void tell(Draft draft) {
        if (add(draft)) {
            writing.call();
        } else {
            events.fire(new LiveEvent.Dropped(1, "too many wait to be written"));
        }
    }

    /** Writes what waits, now that it is known whether anybody wants it. */
    void flush() {
        writing.call();
    }

    /** @param hint is run after news are written, on the teller's thread */
    void onTold(Runnable hint) {
        told = hint;
    }

    private synchronized boolean add(Draft draft) {
        if (waiting.size() < MAX_WAITING && bytes + draft.size() <= MAX_WAITING_BYTES) {
            bytes += draft.size();
            waiting.add(draft);
            return true;
        }
        if (waiting.getLast().event().isPresent()) {
            waiting.add(Draft.gap());
        }
        return false;
    }

    private void write() {
        for (var batch = batch(); !batch.isEmpty(); batch = batch()) {
            LockSupport.parkNanos(write(batch).toNanos());
        }
    }

    private synchronized List<Draft> batch() {
        if (!interest.isThere()) {
            remove(waiting.size());
        }
        if (!interest.isKnown()) {
            return List.of();
        }
        return waiting.stream().limit(BATCH).toList();
    }

    private synchronized void remove(int count) {
        for (int i = 0; i < count; i++) {
            bytes -= waiting.remove().size();
        }
    }

    /** If it isn't known whether it was written, it is written again: there is no harm in news that come twice. */
    private Duration write(List<Draft> batch) {
        try {
            log.append(batch);
            events.fire(new LiveEvent.Told(batch.size()));
        } catch (StoreUnavailable away) {
            return pauses.next();
        } catch (RuntimeException refused) {
            events.fire(new LiveEvent.Dropped(batch.size(), "PostgreSQL refuses them"));
            events.fire(new LiveEvent.Trouble("writing news", refused));
        }
        remove(batch.size());
        pauses.reset();
        live.look();
        told.run();
        return PAUSE;
    }
}
