package dev.handoff.edge.trigger.taskiq;

import dev.handoff.edge.trigger.TriggerEvent;
import dev.handoff.edge.trigger.UnusableEvent;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.nats.Intake;
import dev.handoff.kit.nats.NatsMessage;
import dev.handoff.task.NotFound;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Listens for TaskIQ's messages. One is acknowledged when its task is stored; while it can't be stored, it is held. What asks for
 * no task that is known here goes back for a while, since a newer release may know it, and is ended then.
 */
@ApplicationScoped
class TaskIqTrigger {

    private static final Duration OTHERS = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of this program, with one message: no outage lasts only that long, and a fault of ours must not last for ever. */
    private static final int MOST_FAILURES = 5;

    private final TaskIqBroker broker;
    private final TaskIqTasks tasks;
    private final TaskIqConfig config;
    private final Event<TriggerEvent> events;
    private volatile Optional<Intake> intake = Optional.empty();
    private volatile boolean closed;

    TaskIqTrigger(TaskIqBroker broker, TaskIqTasks tasks, TaskIqConfig config, Event<TriggerEvent> events) {
        this.broker = broker;
        this.tasks = tasks;
        this.config = config;
        this.events = events;
    }

    // Read-only commands take no messages.
    void listen(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (works && broker.isConfigured()) {
            intake = Optional.of(broker.get().intake(broker.subject(), config.prefetch(), message -> Thread.ofVirtual()
                    .name("taskiq")
                    .start(() -> take(message))));
        }
    }

    private void take(NatsMessage message) {
        int failures = 0;
        do {
            try {
                tasks.take(message.body(), message.sentAt());
                message.ack();
                return;
            } catch (StoreUnavailable | DispatchMisconfigured notNow) {
                hold(notNow);
            } catch (DispatchFailed late) {
                // The task is stored, and the sweeper rings again.
                message.ack();
                return;
            } catch (NotFound unknown) {
                if (message.isKept() && Instant.now().isBefore(message.sentAt().plus(OTHERS))) {
                    message.giveBackAfter(PAUSE);
                } else {
                    broker.get().terminate(message, unknown.getMessage());
                }
                return;
            } catch (UnusableEvent useless) {
                broker.get().terminate(message, useless.getMessage());
                return;
            } catch (RuntimeException ours) {
                if (++failures == MOST_FAILURES) {
                    broker.get().terminate(message, ours.toString());
                    return;
                }
                hold(ours);
            }
        } while (pause());
        message.giveBack();
    }

    private void hold(RuntimeException why) {
        events.fire(new TriggerEvent.Held(config.queue(), "", why.toString()));
    }

    /** @return false if it need not wait any more, since others go on */
    private boolean pause() {
        try {
            Thread.sleep(config.pause());
            return !closed;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // Before the engine stops taking tasks. What has come in is stored first: nobody else has what only passed by.
    void stop(@Observes @Priority(0) ShutdownEvent stopping) throws InterruptedException {
        if (intake.isPresent()) {
            intake.get().close();
            closed = true;
            intake.get().awaitAnswers(config.pause().plus(PAUSE));
        }
    }
}
