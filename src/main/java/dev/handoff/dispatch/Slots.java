package dev.handoff.dispatch;

import dev.handoff.task.TaskHandler;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        handlers.forEach(
                handler -> limits.put(handler.type().name(), handler.type().concurrency()));
        return type -> limits.getOrDefault(type, OptionalInt.empty());
    }

    /** A slot for one attempt of the type; empty if there is none now. Whoever gets one closes it. */
    public synchronized Optional<Slot> tryTake(String type) {
        int ofType = runningByType.getOrDefault(type, 0);
        if (closed || running >= capacity || ofType >= limitOf.apply(type).orElse(Integer.MAX_VALUE)) {
            return Optional.empty();
        }
        running++;
        runningByType.put(type, ofType + 1);
        return Optional.of(new Slot(type));
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
        return capacity - running;
    }

    public int capacity() {
        return capacity;
    }

    /** The right to run one attempt. */
    public final class Slot implements AutoCloseable {

        private final String type;
        private boolean open = true;

        private Slot(String type) {
            this.type = type;
        }

        /** Gives the slot back. A second call does nothing. */
        @Override
        public void close() {
            synchronized (Slots.this) {
                if (!open) {
                    return;
                }
                open = false;
                running--;
                runningByType.merge(type, -1, Integer::sum);
            }
            listeners.forEach(Runnable::run);
        }
    }
}
