package dev.handoff.engine.submit;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slots that are kept for tasks while these are being stored. What no task has begun in is given back in the end. */
final class HeldSlots implements AutoCloseable {

    private final Dispatcher dispatcher;
    private final List<Slots.Slot> taken = new ArrayList<>();

    HeldSlots(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    Optional<Slots.Slot> take(String route, String type) {
        var slot = dispatcher.slot(route, type);
        slot.ifPresent(taken::add);
        return slot;
    }

    @Override
    public void close() {
        taken.forEach(Slots.Slot::close);
    }
}
