package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.handoff.kit.rabbitmq.Confirms.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Publishes on one channel for all threads, and waits for the broker's word about each message. */
final class Publisher {

    /** For how long others don't wait as well once one has waited in vain for a confirm. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** A quorum queue refuses what comes before it has elected its leader, which a new one does at once. */
    private static final Duration ELECTION = Duration.ofMillis(200);

    private final Link link;
    private final RabbitMqConfig config;
    private final Consumer<RabbitMqEvent> events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> declared = ConcurrentHashMap.newKeySet();
    private Optional<Channel> channel = Optional.empty();
    private Confirms confirms;
    private volatile long silentUntil = System.nanoTime();

    Publisher(Link link, RabbitMqConfig config, Consumer<RabbitMqEvent> events) {
        this.link = link;
        this.config = config;
        this.events = events;
    }

    private record Sent(long number, Confirms confirms, CompletableFuture<Fate> fate) {}

    /** @return whether any queue took it */
    boolean publish(Destination destination, AmqpMessage message) {
        return publish(destination, message, true);
    }

    private boolean publish(Destination destination, AmqpMessage message, boolean again) {
        var sent = send(destination, message);
        events.accept(new RabbitMqEvent.Published(destination.label()));
        return switch (fate(sent)) {
            case CONFIRMED -> {
                events.accept(new RabbitMqEvent.Confirmed(destination.label()));
                yield true;
            }
            case RETURNED -> {
                events.accept(new RabbitMqEvent.Returned(destination.label()));
                declared.remove(destination.label());
                if (destination instanceof Destination.ToTopic topic
                        && topic.listeners().isEmpty()) {
                    yield false;
                }
                throw new RabbitMqFailed(
                        "RabbitMQ has no queue for " + destination.label() + " any more; it will be declared again");
            }
            case REFUSED -> {
                events.accept(new RabbitMqEvent.Refused(destination.label()));
                if (again) {
                    pause();
                    yield publish(destination, message, false);
                }
                throw new RabbitMqFailed("RabbitMQ refused a message for " + destination.label()
                        + "; is the queue full, or a member of its quorum down?");
            }
            case UNKNOWN ->
                throw new RabbitMqUnavailable(
                        "the connection to RabbitMQ was lost before it confirmed a message for " + destination.label());
        };
    }

    private static void pause() {
        try {
            Thread.sleep(ELECTION);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RabbitMqFailed("interrupted before a message could be sent again");
        }
    }

    private Sent send(Destination destination, AmqpMessage message) {
        if (silentUntil - System.nanoTime() > 0) {
            throw new RabbitMqUnavailable(
                    "RabbitMQ didn't confirm a message a moment ago; it is asked again within " + SILENCE);
        }
        lock();
        try {
            var open = channel();
            declare(destination);
            long number = open.getNextPublishSeqNo();
            var fate = confirms.expect(number);
            open.basicPublish(
                    destination.exchange(),
                    destination.routingKey(),
                    !(destination instanceof Destination.Reply),
                    message.properties(number),
                    message.body());
            return new Sent(number, confirms, fate);
        } catch (RabbitMqFailed told) {
            // It never came to the channel, on which other messages wait for their confirms.
            throw told;
        } catch (IOException | RuntimeException failed) {
            // Whatever it was, the next message gets a new channel.
            channel.ifPresent(Publisher::abort);
            channel = Optional.empty();
            throw RabbitMqFailed.of("publishing to " + destination.label(), failed);
        } finally {
            lock.unlock();
        }
    }

    /** Waits only so long, since its holder may be writing to a network that takes nothing. */
    private void lock() {
        try {
            if (!lock.tryLock(config.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RabbitMqUnavailable("RabbitMQ took no messages for " + config.confirmTimeout());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RabbitMqFailed("interrupted before a message could be sent");
        }
    }

    private Fate fate(Sent sent) {
        try {
            return sent.fate().get(config.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            silentUntil = System.nanoTime() + SILENCE.toNanos();
            throw new RabbitMqUnavailable("RabbitMQ didn't confirm a message within " + config.confirmTimeout());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RabbitMqFailed("interrupted before RabbitMQ confirmed a message");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            sent.confirms().forget(sent.number());
        }
    }

    private Channel channel() throws IOException {
        var connection = link.now(config.connectTimeout());
        if (channel.isEmpty() || !channel.get().isOpen() || channel.get().getConnection() != connection) {
            var made = connection.createChannel();
            confirms = Confirms.of(made);
            declared.clear();
            channel = Optional.of(made);
        }
        return channel.get();
    }

    /** On a channel of its own, because the broker closes the one on which it refuses something. */
    private void declare(Destination destination) {
        if (!config.declare() || declared.contains(destination.label())) {
            return;
        }
        try (var own = link.now(Duration.ZERO).createChannel()) {
            switch (destination) {
                case Destination.ToQueue to -> to.queue().declare(own);
                case Destination.Later later -> later.queue().declareDelay(own, later.delay());
                case Destination.Reply _ -> {
                    // It is who asks that makes the queue.
                }
                case Destination.ToTopic topic -> {
                    Queue.declareExchange(own, new Queue.Binding(topic.exchange(), ""));
                    for (var listener : topic.listeners()) {
                        listener.declare(own);
                    }
                }
            }
        } catch (IOException | TimeoutException | ShutdownSignalException failed) {
            throw RabbitMqFailed.of("declaring " + destination.label(), failed);
        }
        declared.add(destination.label());
    }

    private static void abort(Channel broken) {
        try {
            broken.abort();
        } catch (IOException gone) {
            // It was to be closed, and it is.
        }
    }
}
