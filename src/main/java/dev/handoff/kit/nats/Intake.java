package dev.handoff.kit.nats;

import dev.handoff.kit.thread.Reconnector;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Has the messages of one queue brought here until it is closed, through lost connections and deleted queues. Asks for as many
 * as there is room for, and again when some are answered.
 */
public final class Intake implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long the server keeps a request for messages that it doesn't have; then it is asked again. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final WorkQueue queue;
    private final Semaphore room;
    private final Consumer<NatsMessage> taker;
    private final NatsLink link;
    private final boolean declares;
    private final Consumer<NatsEvent> events;
    private final Reconnector reconnector;
    private volatile Optional<FetchConsumer> fetch = Optional.empty();
    private volatile boolean active;
    private volatile long depth;
    private volatile long lastMessage = System.nanoTime();

    Intake(
            WorkQueue queue,
            int room,
            Consumer<NatsMessage> taker,
            NatsLink link,
            boolean declares,
            Consumer<NatsEvent> events) {
        this.queue = queue;
        this.room = new Semaphore(room);
        this.taker = taker;
        this.link = link;
        this.declares = declares;
        this.events = events;
        this.reconnector = new Reconnector("nats-" + queue.consumer(), this::consume);
        reconnector.start();
    }

    public WorkQueue queue() {
        return queue;
    }

    /** How long no message has come in. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastMessage);
    }

    /** How many messages waited in the queue at the last look; 0 if it failed. */
    public long depth() {
        return depth;
    }

    void setDepth(long messages) {
        depth = messages;
    }

    /** Whether messages are brought here now. */
    public boolean isActive() {
        return active;
    }

    private Duration consume() throws InterruptedException {
        var reason = consumeUntilItEnds();
        active = false;
        if (!reconnector.isClosed()) {
            events.accept(new NatsEvent.Unsubscribed(queue.consumer(), reason));
        }
        return PAUSE;
    }

    /** @return why it ended */
    private String consumeUntilItEnds() throws InterruptedException {
        try {
            var connection = link.await();
            if (declares) {
                queue.declare(connection);
            }
            var consumer = queue.bind(connection);
            active = true;
            lastMessage = System.nanoTime();
            events.accept(new NatsEvent.Subscribed(queue.consumer()));
            while (!reconnector.isClosed()) {
                fetch(consumer);
            }
            return "closed";
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException failed) {
            return "consuming from " + queue.consumer() + " failed: " + failed.getMessage();
        } catch (IllegalStateException lost) {
            return "the connection was lost";
        }
    }

    private void fetch(ConsumerContext consumer)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        room.acquire();
        int free = 1 + room.drainPermits();
        try (var request = consumer.fetch(FetchConsumeOptions.builder()
                .maxMessages(free)
                .expiresIn(REQUEST.toMillis())
                .build())) {
            fetch = Optional.of(request);
            if (reconnector.isClosed()) {
                // The call of close() saw nothing to end.
                return;
            }
            for (var message = request.nextMessage(); message != null; message = request.nextMessage()) {
                free--;
                lastMessage = System.nanoTime();
                take(new NatsMessage(queue, message, room::release));
            }
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | RuntimeException failed) {
            throw failed;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            room.release(free);
        }
    }

    private void take(NatsMessage message) {
        events.accept(new NatsEvent.Consumed(queue.consumer(), message.isAgain()));
        if (reconnector.isClosed()) {
            message.giveBack();
        } else {
            taker.accept(message);
        }
    }

    /** Has no more messages brought. What has come in already can still be answered. */
    @Override
    public void close() {
        reconnector.interrupt();
        fetch.ifPresent(Intake::end);
    }

    private static void end(FetchConsumer request) {
        try {
            request.close();
        } catch (Exception lost) {
            // Nothing comes over a lost connection either.
        }
    }
}
