package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last deliveries. */
final class Ledger {

    private static final int KEPT = 10_000;

    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final List<Consumer<Delivery>> listeners = new CopyOnWriteArrayList<>();
    private long count;

    void add(Delivery delivery) {
        synchronized (this) {
            if (deliveries.size() == KEPT) {
                deliveries.removeFirst();
            }
            deliveries.addLast(delivery);
            count++;
        }
        listeners.forEach(listener -> listener.accept(delivery));
    }

    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** How many there were, kept or not. */
    synchronized long count() {
        return count;
    }

    void onDelivery(Consumer<Delivery> listener) {
        listeners.add(listener);
    }
}
