package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.submit.Attempts;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Optional;

/** Receives doorbells of every route: claims the task and has it run. */
@ApplicationScoped
class Receiver implements TaskReceiver {

    private final TaskTypes types;
    private final TaskStore store;
    private final Instance instance;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final Tracing tracing;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    Receiver(
            TaskTypes types,
            TaskStore store,
            Instance instance,
            Attempts attempts,
            Quarantine quarantine,
            Tracing tracing,
            EngineConfig config,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.instance = instance;
        this.attempts = attempts;
        this.quarantine = quarantine;
        this.tracing = tracing;
        this.config = config;
        this.events = events;
    }

    @Override
    public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
        return tracing.after(bell.traceparent(), () -> take(bell, budget, claimed));
    }

    private Disposition take(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
        // A type that is unknown here may be known to a newer instance: its task is left alone.
        if (types.handler(bell.type()).isEmpty() || instance.isDraining()) {
            return Disposition.REQUEUE;
        }
        boolean apart = quarantine.enter();
        try {
            var claim = claim(bell.task(), apart);
            if (apart && claim.stream().noneMatch(Claim::suspect)) {
                apart = false;
                quarantine.leave();
            }
            if (claim.isEmpty()) {
                return Disposition.STALE;
            }
            if (types.handler(claim.get().task().type()).isEmpty()) {
                return giveBack(claim.get());
            }
            claimed.run();
            attempts.of(claim.get()).run(budget);
            return Disposition.DONE;
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("claiming task " + bell.task(), silent));
            return Disposition.REQUEUE;
        } finally {
            if (apart) {
                quarantine.leave();
            }
        }
    }

    /** A suspect is left in the queue while another runs here: the sweeper rings for it again. */
    private Optional<Claim> claim(TaskId task, boolean apart) {
        return apart
                ? store.claim(task, instance.worker(), config.lease())
                : store.claimUnlessSuspect(task, instance.worker(), config.lease());
    }

    /** The doorbell had the name of a type that this instance runs, but its task is of another one. */
    private Disposition giveBack(Claim claim) {
        store.finish(
                new Beat(claim.task(), Optional.empty()),
                new Outcome.Released("brought to an instance that doesn't run "
                        + claim.task().type()));
        return Disposition.REQUEUE;
    }

    @Override
    public boolean putOff(TaskId task) {
        return store.turnAway(task, instance.worker());
    }

    @Override
    public void decline(Doorbell bell, String reason) {
        store.cancel(bell.task(), reason);
    }
}
