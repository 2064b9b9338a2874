package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Held;
import dev.handoff.engine.store.LostAnswers;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.sweep.Ringer;
import dev.handoff.kit.database.StoreUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives back tasks that this process has claimed without knowing: the answer to the statement got lost, perhaps with its
 * connection. Otherwise each would wait until its lease runs out, and that would count as a crash. Asks nothing while all
 * claims are answered.
 */
@ApplicationScoped
class LostClaims {

    /** A claim that was answered has begun by then. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private static final String REASON = "the answer to its claim got lost";

    private final LostAnswers lost;
    private final RunningAttempts running;
    private final TaskStore store;
    private final Ringer ringer;
    private final Instance instance;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    LostClaims(
            LostAnswers lost,
            RunningAttempts running,
            TaskStore store,
            Ringer ringer,
            Instance instance,
            EngineConfig config,
            Event<TaskEvent> events) {
        this.lost = lost;
        this.running = running;
        this.store = store;
        this.ringer = ringer;
        this.instance = instance;
        this.config = config;
        this.events = events;
    }

    // For as long as a lease: a statement that PostgreSQL has received may be carried out later than anybody waits for.
    @Scheduled(every = "{handoff.engine.pulse}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (lost.hasSince(config.lease())) {
            instance.round(this::giveBackAll);
        }
    }

    private void giveBackAll() {
        try {
            store.held(instance.worker()).stream().filter(this::isLost).forEach(this::giveBack);
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("looking for claims whose answer got lost", silent));
        }
    }

    /** A later claim that was answered may be about to begin. What was taken from the table isn't known by name. */
    private boolean isLost(Held held) {
        var begun = lost.names(held.task().id()) ? A_MOMENT : config.lease().dividedBy(3);
        return !running.runs(held.task().id()) && held.since().compareTo(begun) > 0;
    }

    private void giveBack(Held held) {
        store.finish(new Beat(held.task(), Optional.empty()), new Outcome.Released(REASON))
                .flatMap(Ended::due)
                .ifPresent(ringer::ringNowOrSoon);
    }
}
