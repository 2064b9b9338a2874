package dev.handoff.engine;

import dev.handoff.dispatch.DispatchFailed;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Rung;
import dev.handoff.store.Due;
import jakarta.enterprise.context.ApplicationScoped;

/** Rings for tasks that are in the queue. */
@ApplicationScoped
class Ringer {

    private final Dispatcher dispatcher;

    Ringer(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Rings, or throws {@link DispatchFailed}: somebody waits for the answer. */
    Rung ring(Due due) {
        return dispatcher.ring(due.route(), new Doorbell(due.id(), due.type(), due.priority(), due.runAt()));
    }

    /** Rings, or leaves it to a later sweep. */
    void tryRing(Due due) {
        try {
            ring(due);
        } catch (DispatchFailed told) {
            // The dispatcher has fired an event about it, and the row is still due.
        }
    }
}
