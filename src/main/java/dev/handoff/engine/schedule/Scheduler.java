package dev.handoff.engine.schedule;

import dev.handoff.engine.Instance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wakes at every tick. Sleeps in between, and asks the database a question at least once a minute. */
@ApplicationScoped
class Scheduler {

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    /** Clocks are changed and processes suspended, so no sleep is trusted for longer than this. */
    private static final Duration MAX_SLEEP = Duration.ofMinutes(1);

    private final Schedules schedules;
    private final Ticker ticker;
    private final Instance instance;
    private final ScheduleConfig config;
    private final Event<ScheduleEvent> events;
    private volatile Thread thread;

    Scheduler(
            Schedules schedules, Ticker ticker, Instance instance, ScheduleConfig config, Event<ScheduleEvent> events) {
        this.schedules = schedules;
        this.ticker = ticker;
        this.instance = instance;
        this.config = config;
        this.events = events;
    }

    // After everything that may refuse to start. Read-only commands submit no tasks.
    void begin(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (works && !schedules.all().isEmpty()) {
            thread = Thread.ofVirtual().name("scheduler").start(this::work);
        }
    }

    void end(@Observes ShutdownEvent stopping) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void work() {
        try {
            var pause = look();
            while (pause.isPresent() && !instance.isDraining()) {
                Thread.sleep(pause.get().compareTo(MAX_SLEEP) < 0 ? pause.get() : MAX_SLEEP);
                pause = look();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** When to look again; empty if a scheduler outside calls at the ticks, for which the schedules are registered now. */
    private Optional<Duration> look() {
        try {
            if (config.mode() == ScheduleConfig.Mode.ON) {
                return Optional.of(ticker.tickAll(AFTER_TROUBLE));
            }
            ticker.register();
            return Optional.empty();
        } catch (RuntimeException | Error broken) {
            // A shutdown during a look closes its connections, which is no trouble.
            if (!instance.isDraining()) {
                events.fire(new ScheduleEvent.Trouble("looking for what is due", broken));
            }
            return Optional.of(AFTER_TROUBLE);
        }
    }
}
