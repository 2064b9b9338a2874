package dev.handoff.engine.dispatch.local;

import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskSource;
import dev.handoff.kit.thread.Coalescer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes waiting tasks in, as many at a time as there are free slots, and starts each on a virtual thread. Looks when it is
 * told that tasks wait, and goes on for as long as it finds as many as it has room for.
 */
final class Intake {

    private static final Duration MAX_LOOK = Duration.ofMinutes(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final Slots slots;
    private final TaskSource source;
    private final Clock clock;
    private final Set<String> hungry = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private Set<String> served = Set.of();
    private int waiting;
    private volatile boolean anyWaits;
    private volatile long lookedAt;
    private volatile boolean suspects;
    private final Coalescer looks = new Coalescer("intake", this::lookOnce);
    private final Coalescer looksForSuspects = new Coalescer("intake-apart", this::lookForSuspect);

    Intake(Slots slots, TaskSource source, Clock clock) {
        this.slots = slots;
        this.source = source;
        this.clock = clock;
        slots.onFree(() -> {
            if (anyWaits) {
                wake();
            }
            if (suspects) {
                looksForSuspects.call();
            }
        });
    }

    synchronized void open(Set<String> types) {
        served = Set.copyOf(types);
        lookAtAll();
    }

    /** Takes in no more; what was taken goes on. Waits a moment for what is just being taken. */
    void close() throws InterruptedException {
        synchronized (this) {
            served = Set.of();
            hungry.clear();
            anyWaits = false;
        }
        looks.awaitIdle(LAST_LOOK);
    }

    /** Whether tasks of this type are taken in, and none is known to wait that would have to go first. */
    synchronized boolean isIdleFor(String type) {
        return served.contains(type) && hungry.isEmpty();
    }

    /** A task of this type waits now. */
    synchronized void add(String type) {
        waiting++;
        look(List.of(type));
    }

    /** Whether it is time to tell others that tasks of this type wait for which there is no room here. */
    synchronized boolean isWorthTelling(String type) {
        return (slots.free() == 0 || !served.contains(type)) && told.add(type);
    }

    /** Tasks of any type may wait, here or elsewhere. */
    synchronized void lookAtAll() {
        told.clear();
        look(served);
    }

    /** Tasks of these types may wait; others than those that are taken in are of no interest. */
    synchronized void look(Collection<String> types) {
        types.stream().filter(served::contains).forEach(hungry::add);
        anyWaits = !hungry.isEmpty();
        wake();
    }

    /** About how many tasks were added here and not taken yet. */
    synchronized int waiting() {
        return waiting;
    }

    private synchronized void wake() {
        if (!hungry.isEmpty() && slots.free() > 0 && looks.call()) {
            lookedAt = clock.millis();
        }
    }

    /** Takes a suspect in, if there is one; no more than one runs here at a time. */
    void lookForSuspect() {
        if (!source.hasRoomApart()) {
            // The next one is looked for when that one has given its slot back.
            suspects = true;
            return;
        }
        try (var reservation = slots.reserve(served(), 1)) {
            suspects = false;
            if (reservation.size() > 0) {
                source.takeApart(reservation.limits().keySet()).ifPresent(task -> {
                    suspects = true;
                    reservation.use(task.type()).begin(task);
                });
            }
        }
    }

    private synchronized Set<String> served() {
        return served;
    }

    private void lookOnce() {
        lookedAt = clock.millis();
        var types = hungryNow();
        try (var reservation = slots.reserve(types, slots.capacity())) {
            var limits = reservation.limits();
            if (limits.isEmpty()) {
                return;
            }
            // The statement may overlook what is added from here on. Another look finds it.
            sated(limits.keySet());
            int most = reservation.size();
            var taken = source.take(limits, most);
            taken.forEach(task -> reservation.use(task.type()).begin(task));
            took(taken.size(), taken.size() == most);
            goOnWith(limits.keySet(), mayHaveMore(limits, taken, taken.size() == most));
        }
    }

    private synchronized void goOnWith(Set<String> looked, Collection<String> more) {
        looked.stream().filter(type -> !more.contains(type)).forEach(told::remove);
        look(more);
    }

    /** The types whose tasks the statement may have left because their slots were used up. */
    private static Collection<String> mayHaveMore(Map<String, Integer> limits, List<Claimed> taken, boolean full) {
        if (full) {
            return limits.keySet();
        }
        var left = new HashMap<>(limits);
        taken.forEach(task -> left.merge(task.type(), -1, Integer::sum));
        left.values().removeIf(limit -> limit > 0);
        return left.keySet();
    }

    private synchronized Set<String> hungryNow() {
        return Set.copyOf(hungry);
    }

    private synchronized void sated(Set<String> types) {
        hungry.removeAll(types);
        anyWaits = !hungry.isEmpty();
    }

    private synchronized void took(int many, boolean full) {
        waiting = full ? Math.max(0, waiting - many) : 0;
    }

    /** Why tasks wait although there are slots; empty while all is well. */
    Optional<String> stuck() {
        var since = Duration.ofMillis(clock.millis() - lookedAt);
        return anyWaits && slots.free() > 0 && since.compareTo(MAX_LOOK) > 0
                ? Optional.of("tasks wait, " + slots.free() + " slots are free, and nobody has looked for " + since)
                : Optional.empty();
    }
}
