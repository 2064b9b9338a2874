package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.sweep.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this instance takes tasks, and how it stops taking them. */
@ApplicationScoped
public class Lifecycle {

    /** What releasing the last attempts may take after the drain time. */
    private static final Duration LAST_WRITES = Duration.ofMillis(800);

    /** What a sweep that has begun may take. */
    private static final Duration LAST_ROUNDS = Duration.ofSeconds(1);

    private static final Duration MAX_WITHOUT_SWEEP = Duration.ofMinutes(1);

    private final Slots slots;
    private final Instance instance;
    private final RunningAttempts running;
    private final Sweeper sweeper;
    private final Scheduler clock;
    private final Dispatcher dispatcher;
    private final TaskTypes types;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    Lifecycle(
            Slots slots,
            Instance instance,
            RunningAttempts running,
            Sweeper sweeper,
            Scheduler clock,
            Dispatcher dispatcher,
            TaskTypes types,
            EngineConfig config,
            Event<TaskEvent> events) {
        this.slots = slots;
        this.instance = instance;
        this.running = running;
        this.sweeper = sweeper;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.types = types;
        this.config = config;
        this.events = events;
    }

    // After everything that may refuse to start. What only looks at tasks, and doesn't sweep, doesn't take any in
    // either.
    void begin(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (works) {
            dispatcher.listen(types.served());
        }
    }

    /** Why tasks are not being taken although they could be; empty while all is well. Restarting is the remedy. */
    public Optional<String> stuck() {
        var since = sweeper.sinceLastSign();
        return since.compareTo(MAX_WITHOUT_SWEEP) > 0
                ? Optional.of("the sweep got no further for " + since)
                : dispatcher.stuck();
    }

    // Before every other observer: the scheduler has to keep the heart beating while tasks run to their end.
    void drain(@Observes @Priority(1) ShutdownEvent stopping) throws InterruptedException {
        dispatcher.stopListening();
        slots.close();
        instance.drain();
        events.fire(new TaskEvent.Draining(running.all().size(), config.drain()));
        running.awaitNone(config.drain());
        running.all().forEach(attempt -> attempt.stop(Stop.DRAINING));
        running.awaitNone(LAST_WRITES);
        endRounds();
    }

    /** A round of work by the clock that began or went on after the container has ended would fail. */
    private void endRounds() throws InterruptedException {
        if (clock.isRunning()) {
            clock.pause();
        }
        instance.abandon();
        // Rounds that the clock has begun are virtual threads which may not have come to run yet: this one waits its
        // turn.
        Thread.startVirtualThread(() -> {}).join();
        instance.awaitRounds(LAST_ROUNDS);
    }
}
