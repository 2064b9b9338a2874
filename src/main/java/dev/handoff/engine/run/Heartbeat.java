package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/**
 * Keeps the attempts of this instance alive: extends their leases, stores their progress, and stops those that were
 * cancelled or have lost their task. One or two statements a second for all of them together, none when nothing runs.
 */
@ApplicationScoped
class Heartbeat {

    private final RunningAttempts running;
    private final TaskStore store;
    private final Instance instance;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    Heartbeat(
            RunningAttempts running, TaskStore store, Instance instance, EngineConfig config, Event<TaskEvent> events) {
        this.instance = instance;
        this.running = running;
        this.store = store;
        this.config = config;
        this.events = events;
    }

    @Scheduled(every = "{handoff.engine.pulse}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pulse() {
        instance.round(this::pulseOnce);
    }

    private void pulseOnce() {
        var attempts = running.all();
        if (attempts.isEmpty()) {
            return;
        }
        try {
            beat(attempts.stream().filter(this::isDue).toList());
            stopCancelled(attempts);
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("extending leases", silent));
            stopLapsed(attempts);
        }
    }

    private boolean isDue(Attempt attempt) {
        return attempt.hasNewProgress()
                || attempt.nanosSinceHeld() > config.lease().toNanos() / 3;
    }

    private void beat(List<Attempt> due) {
        if (due.isEmpty()) {
            return;
        }
        var held = store.beat(due.stream().map(Attempt::beat).toList(), config.lease());
        for (var attempt : due) {
            if (held.contains(attempt.taskId())) {
                attempt.held();
            } else {
                attempt.stop(Stop.LEASE_LOST);
            }
        }
    }

    private void stopCancelled(List<Attempt> attempts) {
        var cancelled = store.cancelled(attempts.stream().map(Attempt::taskId).toList());
        attempts.stream()
                .filter(attempt -> cancelled.contains(attempt.taskId()))
                .forEach(attempt -> attempt.stop(Stop.CANCELLED));
    }

    /** Without a database no instance knows who holds a task. After a whole lease another one may. */
    private void stopLapsed(List<Attempt> attempts) {
        attempts.stream()
                .filter(attempt -> attempt.nanosSinceHeld() > config.lease().toNanos())
                .forEach(attempt -> attempt.stop(Stop.LEASE_LOST));
    }
}
