package dev.handoff.edge.trigger;

import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.Subscription;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Brings the messages of all trigger queues to one channel. A message that is acknowledged is forgotten by the broker; one that
 * isn't is put aside with the reason.
 */
@ApplicationScoped
@Connector(QueueConnector.NAME)
class QueueConnector implements InboundConnector {

    static final String NAME = "handoff-rabbitmq";

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("trigger-put-aside").start(task);

    private final List<QueueReader> readers;
    private final TriggerConfig config;
    private volatile MultiEmitter<? super Message<Brought>> channel;
    private volatile List<Subscription> open = List.of();
    private volatile boolean closed;

    QueueConnector(@All List<QueueReader> readers, TriggerConfig config) {
        this.readers = readers;
        this.config = config;
    }

    /** What comes in is bounded by the prefetch. */
    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        return Multi.createFrom()
                .<Message<Brought>>emitter(emitter -> this.channel = emitter, BackPressureStrategy.BUFFER);
    }

    // Read-only commands take no messages.
    void listen(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (works) {
            open = readers.stream().flatMap(this::subscribed).toList();
        }
    }

    private Stream<Subscription> subscribed(QueueReader reader) {
        var queues = reader.queues();
        // A faulty broker is told at start by others.
        if (queues.isEmpty() || reader.broker().fault().isPresent()) {
            return Stream.empty();
        }
        return queues.stream().map(queue -> reader.broker()
                .subscribe(queue, config.prefetch(), delivery -> channel.emit(message(reader, delivery))));
    }

    /** A message, and who can read it. */
    record Brought(QueueReader reader, Delivery delivery) {}

    private static Message<Brought> message(QueueReader reader, Delivery delivery) {
        return Message.of(
                new Brought(reader, delivery),
                () -> {
                    delivery.ack();
                    return CompletableFuture.completedFuture(null);
                },
                reason -> putAside(reader.broker(), delivery, reason));
    }

    /** Publishing waits for the broker, and a thread of the channel must not. */
    private static CompletionStage<Void> putAside(RabbitMq broker, Delivery delivery, Throwable reason) {
        return CompletableFuture.runAsync(() -> broker.deadLetter(delivery, reason.getMessage()), THREADS);
    }

    // Before the engine stops taking tasks.
    void stop(@Observes @Priority(0) ShutdownEvent stopping) {
        closed = true;
        open.forEach(Subscription::close);
    }

    /**
     * Lets a message wait.
     *
     * @return false if it need not wait any more, since others go on
     */
    boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return !closed;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
