package dev.handoff.engine.sweep;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Rings again for tasks that nobody came for: those that are due now, those whose doorbell got lost, and those whose
 * process died. Any number of instances may sweep at a time; each takes rows that no other has.
 */
@ApplicationScoped
public class Sweeper {

    private static final int BATCH = 500;

    private final TaskTypes types;
    private final TaskStore store;
    private final Ringer ringer;
    private final GroupCloser groups;
    private final GroupCanceller canceller;
    private final Dispatcher dispatcher;
    private final Instance instance;
    private final EngineConfig config;
    private final Clock clock;
    private final Event<TaskEvent> events;
    private volatile long lastSign;

    Sweeper(
            TaskTypes types,
            TaskStore store,
            Ringer ringer,
            GroupCloser groups,
            GroupCanceller canceller,
            Dispatcher dispatcher,
            Instance instance,
            EngineConfig config,
            Clock clock,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.ringer = ringer;
        this.groups = groups;
        this.canceller = canceller;
        this.dispatcher = dispatcher;
        this.instance = instance;
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.lastSign = clock.millis();
    }

    @Scheduled(every = "{handoff.engine.sweep}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        instance.round(this::sweepOnce);
    }

    private void sweepOnce() {
        if (instance.isDraining()) {
            return;
        }
        var undelivered = new ConcurrentLinkedQueue<TaskId>();
        try {
            var rescued = store.rescue(BATCH, config.mostCrashes());
            rescued.forEach(ended -> events.fire(new TaskEvent.Rescued(ended)));
            rescued.forEach(canceller::followUp);
            groups.sweep();
            var due = new ArrayList<>(store.takeDue(BATCH, types.served()));
            rescued.stream().map(Ended::due).flatMap(Optional::stream).forEach(due::add);
            Parallel.map(due, it -> {
                boolean delivered = ringer.tryRingAgain(it) || undelivered.add(it.id());
                alive();
                return delivered;
            });
            dispatcher.sweep();
        } catch (StoreUnavailable silent) {
            // A shutdown that overtakes a sweep closes its connections, and there is nothing to tell.
            if (!instance.isDraining()) {
                events.fire(new TaskEvent.Trouble("sweeping", silent));
            }
        }
        ringer.ringSoon(undelivered);
        alive();
    }

    /** A broker may take its time for every ring, and a restart wouldn't make it faster. */
    private void alive() {
        lastSign = clock.millis();
    }

    /** How long ago the last sweep ended or got any further, whether it found the database or not. */
    public Duration sinceLastSign() {
        return Duration.ofMillis(clock.millis() - lastSign);
    }
}
