package dev.handoff.engine;

import dev.handoff.dispatch.DispatchFailed;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Rung;
import dev.handoff.store.Due;
import dev.handoff.store.TaskReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Rings for tasks that are in the queue. */
@ApplicationScoped
class Ringer {

    private final Dispatcher dispatcher;
    private final TaskReader reader;

    Ringer(Dispatcher dispatcher, TaskReader reader) {
        this.dispatcher = dispatcher;
        this.reader = reader;
    }

    /** Rings, or throws {@link DispatchFailed}: somebody waits for the answer. */
    Rung ring(Due due) {
        return ring(due, () -> reader.input(due.id()).orElseThrow(() -> new TaskNotFound(due.id())));
    }

    /** Rings with an input that is at hand. */
    Rung ring(Due due, Supplier<String> input) {
        var bell = new Doorbell(due.id(), due.type(), due.attempt() + 1, due.priority(), due.runAt());
        return dispatcher.ring(due.route(), bell, input);
    }

    /** Rings, or leaves it to a later sweep; tells whether the doorbell was brought. */
    boolean tryRing(Due due) {
        try {
            ring(due);
            return true;
        } catch (DispatchFailed told) {
            // The dispatcher has fired an event about it, and the row is still due.
            return false;
        }
    }
}
