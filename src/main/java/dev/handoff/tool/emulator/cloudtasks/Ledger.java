package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.PushResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last deliveries. */
final class Ledger {

    private static final int KEPT = 10_000;

    private final Deque<PushResult> deliveries = new ArrayDeque<>();
    private final List<Consumer<PushResult>> listeners = new CopyOnWriteArrayList<>();
    private long count;

    void add(PushResult delivery) {
        synchronized (this) {
            if (deliveries.size() == KEPT) {
                deliveries.removeFirst();
            }
            deliveries.addLast(delivery);
            count++;
        }
        listeners.forEach(listener -> listener.accept(delivery));
    }

    synchronized List<PushResult> deliveries() {
        return List.copyOf(deliveries);
    }

    /** How many there were, kept or not. */
    synchronized long count() {
        return count;
    }

    void onDelivery(Consumer<PushResult> listener) {
        listeners.add(listener);
    }
}
