package dev.handoff.dispatch.local;

import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Slots;
import dev.handoff.task.TaskId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * Doorbells that wait for a slot, each task's once: the highest priority first, then the earliest due. Each type has its
 * own line, so that a type at its limit keeps nobody else waiting.
 */
final class WaitingRoom {

    private static final Comparator<Doorbell> ORDER =
            Comparator.comparingInt(Doorbell::priority).reversed().thenComparing(Doorbell::due);

    private final Map<String, PriorityQueue<Doorbell>> lines = new LinkedHashMap<>();
    private final Set<TaskId> present = new HashSet<>();

    /** A doorbell that has got its slot. */
    record Admitted(Doorbell bell, Slots.Slot slot) {}

    synchronized void add(Doorbell bell) {
        if (present.add(bell.task())) {
            lines.computeIfAbsent(bell.type(), type -> new PriorityQueue<>(ORDER))
                    .add(bell);
        }
    }

    /** Takes out the first doorbell whose type has a free slot, together with the slot. */
    synchronized Optional<Admitted> next(Function<String, Optional<Slots.Slot>> slotOf) {
        var heads =
                lines.values().stream().map(PriorityQueue::peek).sorted(ORDER).toList();
        for (var bell : heads) {
            var slot = slotOf.apply(bell.type());
            if (slot.isPresent()) {
                remove(bell);
                return Optional.of(new Admitted(bell, slot.get()));
            }
        }
        return Optional.empty();
    }

    private void remove(Doorbell bell) {
        present.remove(bell.task());
        var line = lines.get(bell.type());
        line.poll();
        if (line.isEmpty()) {
            lines.remove(bell.type());
        }
    }

    synchronized int size() {
        return present.size();
    }
}
