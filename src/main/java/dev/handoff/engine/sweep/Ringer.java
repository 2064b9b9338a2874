package dev.handoff.engine.sweep;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Rings for tasks that are in the queue. */
@ApplicationScoped
public class Ringer {

    private final Dispatcher dispatcher;
    private final TaskReader reader;
    private final TaskStore store;
    private final Tracing tracing;
    private final Clock clock;
    private final Event<TaskEvent> events;

    Ringer(
            Dispatcher dispatcher,
            TaskReader reader,
            TaskStore store,
            Tracing tracing,
            Clock clock,
            Event<TaskEvent> events) {
        this.dispatcher = dispatcher;
        this.reader = reader;
        this.store = store;
        this.tracing = tracing;
        this.clock = clock;
        this.events = events;
    }

    /** Rings, or throws {@link DispatchFailed}: the caller waits for the answer. */
    public Dispatched ring(Due due) {
        return ring(due, () -> input(due));
    }

    /** Rings with an input that is at hand. */
    public Dispatched ring(Due due, Supplier<String> input) {
        var dispatched =
                dispatcher.ring(due.task().route(), bell(due, due.task().attempt() + 1), input);
        if (dispatched.ring() == Dispatched.Ring.TOO_FAR) {
            ringSoon(List.of(due.id()));
        }
        return dispatched;
    }

    /** Tells whether a task that nobody came for has a doorbell under way again. If it hasn't, the caller has it rung soon. */
    boolean tryRingAgain(Due due) {
        try {
            dispatcher.ringAgain(due.task().route(), bell(due, due.task().attempt() + 1), () -> input(due));
            return true;
        } catch (DispatchFailed told) {
            return false;
        }
    }

    private String input(Due due) {
        return reader.input(due.id()).orElseThrow(() -> NotFound.task(due.id()));
    }

    /** In place of ringing, begins with an attempt that is claimed already. */
    public Dispatched begin(Due due, Slots.Slot slot, Claimed task) {
        return dispatcher.begin(due.task().route(), bell(due, due.task().attempt()), slot, task);
    }

    private Doorbell bell(Due due, int attempt) {
        return Doorbell.of(due.task().at(attempt), clock.instant().plus(due.delay()))
                .rungIn(tracing.recorded());
    }

    /** Rings, or has the sweep ring soon if the doorbell can't be delivered now. */
    public void ringNowOrSoon(Due due) {
        if (!tryRing(due)) {
            ringSoon(List.of(due.id()));
        }
    }

    private boolean tryRing(Due due) {
        try {
            ring(due);
            return true;
        } catch (DispatchFailed told) {
            // The dispatcher has fired an event about it, and the row is still due.
            return false;
        }
    }

    /**
     * Brings the next ring forward for tasks whose doorbell could not be delivered: a route's patience is for doorbells that
     * are under way.
     */
    public void ringSoon(Collection<TaskId> undelivered) {
        if (undelivered.isEmpty()) {
            return;
        }
        try {
            store.ringSoon(undelivered, Route.SHORT_PATIENCE);
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("hastening " + undelivered.size() + " tasks", silent));
        }
    }
}
