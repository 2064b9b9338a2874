package dev.handoff.engine.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.submit.Attempts;
import dev.handoff.engine.sweep.Ringer;
import dev.handoff.engine.sweep.Settling;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskState;
import dev.handoff.task.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the handlers of claimed tasks, stores the outcome and rings for the next attempt. */
@ApplicationScoped
class Runner implements Attempts {

    private final TaskTypes types;
    private final TaskStore store;
    private final Ringer ringer;
    private final Performer performer;
    private final RunningAttempts running;
    private final FollowUps followUps;
    private final Settling settling;
    private final ObjectMapper json;
    private final Instance instance;
    private final Clock clock;
    private final Event<TaskEvent> events;

    Runner(
            TaskTypes types,
            TaskStore store,
            Ringer ringer,
            Performer performer,
            RunningAttempts running,
            FollowUps followUps,
            Settling settling,
            ObjectMapper json,
            Instance instance,
            Clock clock,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.ringer = ringer;
        this.performer = performer;
        this.running = running;
        this.followUps = followUps;
        this.settling = settling;
        this.json = json;
        this.instance = instance;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Claimed of(Claim claim) {
        return new Claimed() {
            @Override
            public String type() {
                return claim.type();
            }

            @Override
            public void run(Optional<Duration> budget) {
                try {
                    Runner.this.run(claim, budget);
                } catch (RuntimeException ours) {
                    // The claim's lease runs out, and the task is given to another attempt.
                    events.fire(new TaskEvent.Trouble(
                            "running task " + claim.fence().task(), ours));
                }
            }
        };
    }

    private void run(Claim claim, Optional<Duration> budget) {
        if (instance.isDraining()) {
            // Claimed at the very moment at which the process was told to end.
            finish(new Beat(claim.fence(), Optional.empty()), new Outcome.Released(Stop.DRAINING.reason()));
            return;
        }
        var handler = types.handler(claim.type()).orElseThrow();
        var limit = Limit.of(handler.type().timeout(), budget);
        Consumer<Usage> spending = usage -> events.fire(new TaskEvent.Spent(claim.type(), usage));
        var attempt = new Attempt(claim, clock.instant().plus(limit.longest()), store, json, followUps, spending);
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
        settling.after(ended.get());
        // What a shutdown releases is for other instances, which a transport that lasts can wake.
        if (stored instanceof Outcome.Retry || stored instanceof Outcome.Released) {
            var unheard = ended.get().due().filter(due -> !ringer.tryRing(due)).map(Due::id);
            ringer.hasten(unheard.stream().toList());
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
                instance::isAbandoned);
    }
}
