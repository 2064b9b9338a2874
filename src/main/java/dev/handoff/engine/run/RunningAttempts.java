package dev.handoff.engine.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.live.Announcer;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.thread.Monitors;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run on this instance now. */
@ApplicationScoped
class RunningAttempts {

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final AttemptServices services;
    private final Clock clock;
    private volatile boolean awaited;

    RunningAttempts(
            TaskStore store,
            FollowUps followUps,
            Announcer announcer,
            ObjectMapper json,
            Clock clock,
            Event<TaskEvent> events) {
        this.services = new AttemptServices(
                store,
                followUps,
                announcer,
                json,
                (claim, usage) -> events.fire(new TaskEvent.Spent(claim.task().type(), usage)));
        this.clock = clock;
    }

    /** Begins an attempt, to be removed when it has ended. */
    Attempt begin(Claim claim, TaskHandler<?, ?> handler, Limit limit) {
        var attempt = new Attempt(claim, handler, limit, clock.instant().plus(limit.longest()), services);
        attempts.add(attempt);
        return attempt;
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
        if (awaited && attempts.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    boolean runs(TaskId task) {
        return attempts.stream().anyMatch(attempt -> attempt.taskId().equals(task));
    }

    List<Attempt> all() {
        return List.copyOf(attempts);
    }

    /** Waits until no attempt is left, but not longer than this. */
    synchronized void awaitNone(Duration atMost) throws InterruptedException {
        awaited = true;
        Monitors.await(this, atMost, attempts::isEmpty);
    }
}
