package dev.handoff.engine.dispatch.rabbitmq;

import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Slots;
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
 * own line, so that a type at its limit keeps nobody else waiting.
 */
final class WaitingRoom {

    private static final Comparator<Guest> ORDER = Comparator.comparingInt(
                    (Guest guest) -> guest.bell().priority())
            .reversed()
            .thenComparing(guest -> guest.bell().due());

    private final Map<String, PriorityQueue<Guest>> lines = new LinkedHashMap<>();
    private final Map<TaskId, Guest> present = new HashMap<>();

    /** A doorbell, and who is to be told about it. */
    record Guest(Doorbell bell, Pool.Bringer bringer) {}

    /** A doorbell that has got its slot. */
    record Admitted(Guest guest, Slots.Slot slot) {}

    /** False if the task waits already. */
    synchronized boolean add(Guest guest) {
        if (present.putIfAbsent(guest.bell().task(), guest) != null) {
            return false;
        }
        lines.computeIfAbsent(guest.bell().type(), type -> new PriorityQueue<>(ORDER))
                .add(guest);
        return true;
    }

    /** False if the task doesn't wait, or for somebody else. */
    synchronized boolean remove(TaskId task, Pool.Bringer bringer) {
        var guest = present.get(task);
        if (guest == null || guest.bringer() != bringer) {
            return false;
        }
        remove(guest);
        return true;
    }

    /** Takes out the first doorbell whose type has a free slot, together with the slot. */
    synchronized Optional<Admitted> next(Function<String, Optional<Slots.Slot>> slotOf) {
        var heads =
                lines.values().stream().map(PriorityQueue::peek).sorted(ORDER).toList();
        for (var guest : heads) {
            var slot = slotOf.apply(guest.bell().type());
            if (slot.isPresent()) {
                remove(guest);
                return Optional.of(new Admitted(guest, slot.get()));
            }
        }
        return Optional.empty();
    }

    private void remove(Guest guest) {
        present.remove(guest.bell().task());
        var line = lines.get(guest.bell().type());
        line.remove(guest);
        if (line.isEmpty()) {
            lines.remove(guest.bell().type());
        }
    }

    synchronized int size() {
        return present.size();
    }
}
