package dev.handoff.engine.dispatch;

import dev.handoff.engine.dispatch.TaskReceiver.Disposition;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings doorbells to the receiver of this process, each on a virtual thread: at once if there is a slot for its type,
 * otherwise as soon as there is. Those that wait are sorted by priority; each task waits once. Each route that brings doorbells
 * from a broker has one of its own.
 */
@Dependent
public class Pool {

    private static final Duration MAX_IDLE = Duration.ofMinutes(1);

    private final Slots slots;
    private final TaskReceiver receiver;
    private final Clock clock;
    private final DoorbellQueue waiting = new DoorbellQueue();
    private final AtomicLong lastStart;

    public Pool(Slots slots, TaskReceiver receiver, Clock clock) {
        this.slots = slots;
        this.receiver = receiver;
        this.clock = clock;
        this.lastStart = new AtomicLong(clock.millis());
        slots.onFree(this::startWaiting);
    }

    /** Hears what becomes of a doorbell, to answer for it where it came from. */
    interface Callback {

        /** The task belongs to an attempt here from now on, and the doorbell has done its duty. Must not throw. */
        default void claimed() {}

        /**
         * What the receiver said, or that it failed and the doorbell is to come again. Comes once, after {@link #claimed()} if
         * that comes.
         */
        default void ended(Disposition disposition) {}
    }

    /** Starts the doorbell now or later; false if its task waits here already, and the callback hears nothing. */
    boolean add(Doorbell bell, Callback callback) {
        boolean added = waiting.add(new DoorbellQueue.Waiting(bell, callback));
        startWaiting();
        return added;
    }

    /** Takes the doorbell out, if it still waits for this callback; false if it doesn't. */
    boolean withdraw(Doorbell bell, Callback callback) {
        return waiting.remove(bell.task(), callback);
    }

    private void startWaiting() {
        for (var next = waiting.next(slots::tryTake); next.isPresent(); next = waiting.next(slots::tryTake)) {
            start(next.get());
        }
    }

    private void start(DoorbellQueue.Ready ready) {
        lastStart.set(clock.millis());
        var bell = ready.waiting().bell();
        var callback = ready.waiting().callback();
        Thread.ofVirtual().name("task-" + bell.task()).start(() -> {
            try (var _ = ready.slot()) {
                var disposition = Disposition.REQUEUE;
                try {
                    disposition = receiver.receive(bell, Optional.empty(), callback::claimed);
                } finally {
                    callback.ended(disposition);
                }
            }
        });
    }

    /** How many doorbells wait for a slot. */
    public int waiting() {
        return waiting.size();
    }

    /** Why doorbells wait although there are slots; empty while all is well. */
    public Optional<String> stuck() {
        var idle = Duration.ofMillis(clock.millis() - lastStart.get());
        return waiting.size() > 0 && slots.free() > 0 && idle.compareTo(MAX_IDLE) > 0
                ? Optional.of(waiting.size() + " tasks wait for a slot, " + slots.free() + " are free, and none was"
                        + " started for " + idle)
                : Optional.empty();
    }
}
