package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Doorbells that wait for a slot, each task's once: the highest priority first, then the earliest due. Each type has its
 * own line, so that a type at its limit keeps no other type waiting.
 */
final class DoorbellQueue {

    private static final Comparator<Waiting> ORDER = Comparator.comparingInt(
                    (Waiting waiting) -> waiting.bell().priority())
            .reversed()
            .thenComparing(waiting -> waiting.bell().due());

    private final Map<String, PriorityQueue<Waiting>> lines = new LinkedHashMap<>();
    private final Map<TaskId, Waiting> present = new HashMap<>();

    /** A doorbell, and what hears about it. */
    record Waiting(Doorbell bell, Pool.Callback callback) {}

    /** A doorbell that has got its slot. */
    record Ready(Waiting waiting, Slots.Slot slot) {}

    /** False if the task waits already. */
    synchronized boolean add(Waiting waiting) {
        if (present.putIfAbsent(waiting.bell().task(), waiting) != null) {
            return false;
        }
        lines.computeIfAbsent(waiting.bell().type(), type -> new PriorityQueue<>(ORDER))
                .add(waiting);
        return true;
    }

    /** False if the task doesn't wait, or for another callback. */
    synchronized boolean remove(TaskId task, Pool.Callback callback) {
        var waiting = present.get(task);
        if (waiting == null || waiting.callback() != callback) {
            return false;
        }
        remove(waiting);
        return true;
    }

    /** Takes out the first doorbell whose type has a free slot, together with the slot. */
    synchronized Optional<Ready> next(Function<String, Optional<Slots.Slot>> slotOf) {
        var heads =
                lines.values().stream().map(PriorityQueue::peek).sorted(ORDER).toList();
        for (var waiting : heads) {
            var slot = slotOf.apply(waiting.bell().type());
            if (slot.isPresent()) {
                remove(waiting);
                return Optional.of(new Ready(waiting, slot.get()));
            }
        }
        return Optional.empty();
    }

    private void remove(Waiting waiting) {
        present.remove(waiting.bell().task());
        var line = lines.get(waiting.bell().type());
        line.remove(waiting);
        if (line.isEmpty()) {
            lines.remove(waiting.bell().type());
        }
    }

    synchronized int size() {
        return present.size();
    }
}
