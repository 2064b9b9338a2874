package dev.handoff.engine.run;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;

/** Stores how attempts end, and tells what happens to them. */
@ApplicationScoped
class AttemptRecorder {

    private final TaskStore store;
    private final Instance instance;
    private final Event<TaskEvent> events;

    AttemptRecorder(TaskStore store, Instance instance, Event<TaskEvent> events) {
        this.store = store;
        this.instance = instance;
        this.events = events;
    }

    /**
     * How an attempt has ended.
     *
     * @param outcome as it is stored
     * @param ended empty if the attempt didn't hold its task any more, and nothing was stored
     */
    record Conclusion(Outcome outcome, Optional<Ended> ended) {}

    void start(Attempt attempt) {
        events.fire(new TaskEvent.Started(attempt.claim()));
    }

    /** Stores what came of the attempt, unless its task was cancelled or taken away meanwhile. */
    Conclusion conclude(Attempt attempt, HandlerCall.Result result) {
        var ended = finish(attempt.beat(), result.outcome());
        if (ended.isEmpty()) {
            events.fire(new TaskEvent.Superseded(attempt.claim()));
            return new Conclusion(result.outcome(), ended);
        }
        var stored = ended.get().state() == TaskState.CANCELLED
                ? new Outcome.Cancelled(ended.get().error().orElseThrow())
                : result.outcome();
        events.fire(new TaskEvent.AttemptEnded(attempt.claim(), stored, ended.get(), result.cause(), result.took()));
        return new Conclusion(stored, ended);
    }

    /** Tells of a handler that doesn't end. */
    void leaveBehind(Attempt attempt) {
        events.fire(new TaskEvent.LeftBehind(attempt.claim()));
    }

    /** Tells of its end. */
    void comeBack(Attempt attempt) {
        events.fire(new TaskEvent.CameBack(attempt.claim(), attempt.took()));
    }

    /** Gives back a claim with which nothing was begun. */
    void release(Claim claim) {
        finish(new Beat(claim.task(), Optional.empty()), new Outcome.Released(Stop.DRAINING.reason()));
    }

    void trouble(Claim claim, RuntimeException ours) {
        events.fire(new TaskEvent.Trouble("running task " + claim.task().id(), ours));
    }

    private Optional<Ended> finish(Beat last, Outcome outcome) {
        return StoreRetry.until(instance::isAbandoned, () -> {
            try {
                return store.finish(last, outcome);
            } catch (StoreUnavailable silent) {
                events.fire(new TaskEvent.Trouble("ending task " + last.task().id(), silent));
                throw silent;
            }
        });
    }
}
