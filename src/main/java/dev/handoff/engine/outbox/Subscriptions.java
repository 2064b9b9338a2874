package dev.handoff.engine.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.Subscriber;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The subscribers of this process, by topic, and the way to deliver events to them. */
@ApplicationScoped
public class Subscriptions {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Map<String, Subscriber<?>> subscribers = new TreeMap<>();
    private final Tasks tasks;
    private final DeliveryTracing tracing;
    private final ObjectMapper json;
    private final BusConfig config;
    private final Event<BusEvent> events;

    Subscriptions(
            @All List<Subscriber<?>> subscribers,
            Tasks tasks,
            DeliveryTracing tracing,
            ObjectMapper json,
            BusConfig config,
            Event<BusEvent> events) {
        this.tasks = tasks;
        this.tracing = tracing;
        this.json = json;
        this.config = config;
        this.events = events;
        for (var subscriber : subscribers) {
            if (!NAME.matcher(subscriber.name()).matches()) {
                throw new IllegalStateException("subscriber name must match " + NAME + ", was " + subscriber.name());
            }
            var other = this.subscribers.put(subscriber.name(), subscriber);
            if (other != null) {
                throw new IllegalStateException(
                        "two subscribers are called " + subscriber.name() + ": " + subscriber + " and " + other);
            }
        }
    }

    /** Creates this bean at the start, so that wrong names keep the process from starting. */
    void check(@Observes StartupEvent starting) {}

    /** Sorted by name. */
    public List<Subscriber<?>> all() {
        return List.copyOf(subscribers.values());
    }

    public Optional<Subscriber<?>> find(String name) {
        return Optional.ofNullable(subscribers.get(name));
    }

    /** Those of that version of the topic, sorted by name. */
    public List<Subscriber<?>> to(String topic, int version) {
        return subscribers.values().stream()
                .filter(subscriber -> subscriber.topic().name().equals(topic)
                        && subscriber.topic().version() == version)
                .<Subscriber<?>>map(subscriber -> subscriber)
                .toList();
    }

    /**
     * Tells one subscriber of an event, and returns when its tasks are stored. Without effect if they were stored before.
     *
     * @throws DeliveryFailed if the subscriber failed or took too long
     * @throws StoreUnavailable if PostgreSQL didn't answer, which is not the subscriber's failure: tell it again later
     * @throws IllegalArgumentException if there is no subscriber of that name here
     */
    public void deliver(String subscriber, StoredEvent event) throws DeliveryFailed {
        var known = subscribers.get(subscriber);
        if (known == null) {
            throw new IllegalArgumentException(
                    "no subscriber is called " + subscriber + "; known are " + String.join(", ", subscribers.keySet()));
        }
        long begun = System.nanoTime();
        var failure = failure(new FutureTask<>(() -> tracing.trace(event, subscriber, () -> receive(known, event))));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (failure.isEmpty()) {
            events.fire(new BusEvent.Delivered(event, subscriber, took));
        } else if (failure.get() instanceof StoreUnavailable silent) {
            throw silent;
        } else {
            events.fire(new BusEvent.DeliveryRefused(event, subscriber, took, failure.get()));
            throw new DeliveryFailed(subscriber, failure.get());
        }
    }

    private <E> boolean receive(Subscriber<E> subscriber, StoredEvent event) throws Exception {
        subscriber.receive(read(subscriber, event), new Inbox(event, subscriber.name(), tasks, json));
        return true;
    }

    private <E> dev.handoff.event.Event<E> read(Subscriber<E> subscriber, StoredEvent event)
            throws JsonProcessingException {
        return new dev.handoff.event.Event<>(
                event.id(),
                subscriber.topic(),
                event.createdAt(),
                event.source(),
                json.readValue(event.dataJson(), subscriber.topic().data()),
                event.traceparent());
    }

    /** Runs the delivery on a thread of its own, so that a subscriber that hangs is left behind and holds up no other. */
    private Optional<Throwable> failure(FutureTask<?> delivery) {
        Thread.ofVirtual().name("subscriber").start(delivery);
        try {
            delivery.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(failed.getCause());
        } catch (TimeoutException late) {
            delivery.cancel(true);
            return Optional.of(new TimeoutException("took longer than " + config.patience()));
        } catch (InterruptedException unwanted) {
            delivery.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(unwanted);
        }
    }
}
