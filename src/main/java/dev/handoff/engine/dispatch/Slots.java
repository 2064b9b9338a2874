package dev.handoff.engine.dispatch;

import dev.handoff.kit.thread.Monitors;
import dev.handoff.task.TaskHandler;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * How many attempts run on this instance at a time: in all, and of each type. Every route asks here before it brings a
 * doorbell to the receiver, so that the limits hold over all routes together.
 */
@ApplicationScoped
public class Slots {

    private final int capacity;
    private final Function<String, OptionalInt> limitOf;
    private final Map<String, Integer> runningByType = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int running;
    private int reserved;
    private boolean closed;

    @Inject
    Slots(DispatchConfig config, @All List<TaskHandler<?, ?>> handlers) {
        this(config.capacity().orElse(100 * Runtime.getRuntime().availableProcessors()), limits(handlers));
    }

    /** With limits by type name; empty for no limit. */
    public Slots(int capacity, Function<String, OptionalInt> limitOf) {
        if (capacity < 1) {
            throw new IllegalArgumentException("GOROUTINE_POOL_SIZE must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
        this.limitOf = limitOf;
    }

    private static Function<String, OptionalInt> limits(List<TaskHandler<?, ?>> handlers) {
        var limits = new HashMap<String, OptionalInt>();
        handlers.forEach(handler ->
                limits.put(handler.type().name(), handler.type().concurrency().limit()));
        return type -> limits.getOrDefault(type, OptionalInt.empty());
    }

    /** A slot for one attempt of the type, for the caller to close; empty if there is none now. */
    public synchronized Optional<Slot> tryTake(String type) {
        if (!isFreeFor(type)) {
            return Optional.empty();
        }
        running++;
        runningByType.merge(type, 1, Integer::sum);
        return Optional.of(new Slot(type));
    }

    private boolean isFreeFor(String type) {
        int ofType = runningByType.getOrDefault(type, 0);
        return !closed && running < capacity && ofType < limitOf.apply(type).orElse(Integer.MAX_VALUE);
    }

    /**
     * The same; but if all that are free are kept for tasks which are just being looked for, waits until it is known how
     * many there are.
     */
    public synchronized Optional<Slot> take(String type, Duration patience) throws InterruptedException {
        Monitors.await(this, patience, () -> reserved == 0 || isFreeFor(type));
        return tryTake(type);
    }

    /** Up to this many slots for tasks of these types, before it is known which tasks there are. The caller closes them. */
    public synchronized Reservation reserve(Collection<String> types, int most) {
        int size = closed ? 0 : Math.min(most, free());
        var limits = new HashMap<String, Integer>();
        for (var type : types) {
            int ofType = limitOf.apply(type).orElse(Integer.MAX_VALUE) - runningByType.getOrDefault(type, 0);
            int limit = Math.min(size, ofType);
            if (limit > 0) {
                limits.put(type, limit);
                runningByType.merge(type, limit, Integer::sum);
            }
        }
        int taken = limits.isEmpty() ? 0 : size;
        running += taken;
        reserved += taken;
        return new Reservation(taken, limits);
    }

    /** A slot more than is free, for a handler that goes on after its attempt has given its own slot back. */
    public synchronized Slot keep(String type) {
        running++;
        runningByType.merge(type, 1, Integer::sum);
        return new Slot(type);
    }

    /** From now on no slot is given any more. */
    public synchronized void close() {
        closed = true;
    }

    /** Calls back, on any thread, whenever a slot becomes free. */
    public void onFree(Runnable listener) {
        listeners.add(listener);
    }

    public synchronized int running() {
        return running;
    }

    public synchronized int free() {
        return Math.max(0, capacity - running);
    }

    public int capacity() {
        return capacity;
    }

    /** How many attempts of these types can run at a time if no others do. */
    public int capacity(Collection<String> types) {
        long limits = types.stream()
                .mapToLong(type -> limitOf.apply(type).orElse(capacity))
                .sum();
        return (int) Math.min(capacity, limits);
    }

    /** Slots that are kept for tasks which are being looked for. */
    public final class Reservation implements AutoCloseable {

        private final Map<String, Integer> limits;
        private int left;

        private Reservation(int size, Map<String, Integer> limits) {
            this.left = size;
            this.limits = limits;
        }

        /** How many tasks there are slots for in all. */
        public int size() {
            return left;
        }

        /** How many of each type there may be at most. Types that have no free slot are missing. */
        public Map<String, Integer> limits() {
            return Map.copyOf(limits);
        }

        /** Turns one of them into the slot of a task. */
        public Slot use(String type) {
            synchronized (Slots.this) {
                limits.merge(type, -1, Integer::sum);
                left--;
                reserved--;
                return new Slot(type);
            }
        }

        /** Gives back what was not used. A second call does nothing. */
        @Override
        public void close() {
            int unused;
            synchronized (Slots.this) {
                limits.forEach((type, limit) -> runningByType.merge(type, -limit, Integer::sum));
                limits.clear();
                unused = left;
                running -= unused;
                reserved -= unused;
                left = 0;
                Slots.this.notifyAll();
            }
            if (unused > 0) {
                listeners.forEach(Runnable::run);
            }
        }
    }

    /** The right to run one attempt. */
    public final class Slot implements AutoCloseable {

        private final String type;
        private boolean begun;
        private boolean free;

        private Slot(String type) {
            this.type = type;
        }

        /** Runs the task on a virtual thread of its own, which gives the slot back in the end. */
        public void begin(Claimed task) {
            synchronized (Slots.this) {
                begun = true;
            }
            Thread.ofVirtual().name("task-" + type).start(() -> {
                try {
                    task.run(Optional.empty());
                } finally {
                    giveBack();
                }
            });
        }

        /** Gives the slot back, unless a task has begun in it. A second call does nothing. */
        @Override
        public void close() {
            synchronized (Slots.this) {
                if (begun) {
                    return;
                }
            }
            giveBack();
        }

        private void giveBack() {
            synchronized (Slots.this) {
                if (free) {
                    return;
                }
                free = true;
                running--;
                runningByType.merge(type, -1, Integer::sum);
            }
            listeners.forEach(Runnable::run);
        }
    }
}
