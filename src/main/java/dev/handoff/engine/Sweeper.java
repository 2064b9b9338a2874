package dev.handoff.engine;

import dev.handoff.store.StoreUnavailable;
import dev.handoff.store.TaskStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;

/**
 * Rings again for tasks that nobody came for: those that are due now, those whose doorbell got lost, and those whose
 * process died. Any number of instances may sweep at a time; each takes rows that no other has.
 */
@ApplicationScoped
class Sweeper {

    private static final int BATCH = 500;

    private final TaskTypes types;
    private final TaskStore store;
    private final Ringer ringer;
    private final Running running;
    private final EngineConfig config;
    private final Clock clock;
    private final Event<TaskEvent> events;
    private volatile long lastSweep;

    Sweeper(
            TaskTypes types,
            TaskStore store,
            Ringer ringer,
            Running running,
            EngineConfig config,
            Clock clock,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.ringer = ringer;
        this.running = running;
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.lastSweep = clock.millis();
    }

    @Scheduled(every = "{handoff.engine.sweep}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        if (running.isClosed()) {
            return;
        }
        try {
            for (var ended : store.rescue(BATCH, config.mostCrashes())) {
                events.fire(new TaskEvent.Rescued(ended));
                ended.due().ifPresent(ringer::tryRing);
            }
            Together.each(store.takeDue(BATCH, types.served()), ringer::tryRing);
        } catch (StoreUnavailable silent) {
            // A shutdown that overtakes a sweep closes its connections, and there is nothing to tell.
            if (!running.isClosed()) {
                events.fire(new TaskEvent.Trouble("sweeping", silent));
            }
        }
        lastSweep = clock.millis();
    }

    /** How long ago the last sweep ended, whether it found the database or not. */
    Duration sinceLastSweep() {
        return Duration.ofMillis(clock.millis() - lastSweep);
    }
}
