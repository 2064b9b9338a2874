package dev.handoff.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.TaskReceiver;
import dev.handoff.store.Beat;
import dev.handoff.store.Claim;
import dev.handoff.store.Ended;
import dev.handoff.store.Outcome;
import dev.handoff.store.StoreUnavailable;
import dev.handoff.store.TaskStore;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Receives doorbells of every route: claims the task, runs its handler, stores the outcome, rings for the next attempt. */
@ApplicationScoped
class Runner implements TaskReceiver {

    private final TaskTypes types;
    private final TaskStore store;
    private final Ringer ringer;
    private final Performer performer;
    private final Running running;
    private final Tasks tasks;
    private final ObjectMapper json;
    private final EngineConfig config;
    private final Clock clock;
    private final Event<TaskEvent> events;

    Runner(
            TaskTypes types,
            TaskStore store,
            Ringer ringer,
            Performer performer,
            Running running,
            Tasks tasks,
            ObjectMapper json,
            EngineConfig config,
            Clock clock,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.ringer = ringer;
        this.performer = performer;
        this.running = running;
        this.tasks = tasks;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Receipt receive(Doorbell bell, Optional<Duration> budget) {
        // A type that is unknown here may be known to a newer instance: its task is left alone.
        if (types.handler(bell.type()).isEmpty() || running.isClosed()) {
            return Receipt.TRY_AGAIN;
        }
        try {
            var claim = store.claim(bell.task(), running.worker(), config.lease());
            if (claim.isEmpty()) {
                return Receipt.NOTHING_TO_DO;
            }
            if (types.handler(claim.get().type()).isEmpty()) {
                return giveBack(claim.get());
            }
            run(claim.get(), budget);
            return Receipt.RAN;
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("claiming task " + bell.task(), silent));
            return Receipt.TRY_AGAIN;
        } catch (RuntimeException ours) {
            // The claim's lease runs out, and the task is given to another attempt.
            events.fire(new TaskEvent.Trouble("running task " + bell.task(), ours));
            return Receipt.RAN;
        }
    }

    /** The doorbell had the name of a type that this instance runs, but its task is of another one. */
    private Receipt giveBack(Claim claim) {
        store.finish(
                new Beat(claim.fence(), Optional.empty()),
                new Outcome.Released("brought to an instance that doesn't run " + claim.type()));
        return Receipt.TRY_AGAIN;
    }

    @Override
    public void decline(Doorbell bell, String reason) {
        store.cancel(bell.task(), reason);
    }

    private void run(Claim claim, Optional<Duration> budget) {
        var handler = types.handler(claim.type()).orElseThrow();
        var limit = Limit.of(handler.type().timeout(), budget);
        var attempt = new Attempt(claim, clock.instant().plus(limit.longest()), store, json, this::submitFollowUp);
        running.add(attempt);
        try {
            performer.perform(handler, claim, attempt, limit, new Performer.Course() {
                @Override
                public void begin() {
                    events.fire(new TaskEvent.Started(claim));
                }

                @Override
                public Outcome end(Performer.Performed performed) {
                    return conclude(claim, attempt.beat(), performed);
                }
            });
        } finally {
            running.remove(attempt);
        }
    }

    private Outcome conclude(Claim claim, Beat last, Performer.Performed performed) {
        var ended = finish(last, performed.outcome());
        if (ended.isEmpty()) {
            events.fire(new TaskEvent.Superseded(claim));
            return performed.outcome();
        }
        var stored = ended.get().state() == TaskState.CANCELLED
                ? new Outcome.Cancelled(ended.get().error().orElseThrow())
                : performed.outcome();
        events.fire(new TaskEvent.AttemptEnded(claim, stored, ended.get(), performed.cause(), performed.took()));
        // What a shutdown releases is for other instances, which a transport that lasts can wake.
        if (stored instanceof Outcome.Retry || stored instanceof Outcome.Released) {
            ended.get().due().ifPresent(ringer::tryRing);
        }
        return stored;
    }

    private Optional<Ended> finish(Beat last, Outcome outcome) {
        return Insistence.on(
                () -> {
                    try {
                        return store.finish(last, outcome);
                    } catch (StoreUnavailable silent) {
                        events.fire(new TaskEvent.Trouble(
                                "ending task " + last.fence().task(), silent));
                        throw silent;
                    }
                },
                running::isAbandoned);
    }

    private <I> TaskId submitFollowUp(TaskId parent, String name, TaskType<I, ?> type, I input) {
        return tasks.submit(new Submission(
                        type.name(),
                        json.valueToTree(input),
                        Optional.empty(),
                        0,
                        Optional.of(DedupeKey.ofFollowUp(parent, name)),
                        Optional.of(parent)))
                .id();
    }
}
