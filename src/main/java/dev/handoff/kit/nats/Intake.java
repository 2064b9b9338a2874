package dev.handoff.kit.nats;

import dev.handoff.kit.thread.Reconnector;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has the messages of one source brought here until it is closed, through lost connections and deleted streams. Asks for as many
 * as there is room for, and again when some are answered.
 */
public final class Intake implements AutoCloseable {

    private static final String CLOSED = "closed";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long the server keeps a request for messages that it doesn't have; then it is asked again. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** How often it is looked whether a stream keeps by now what only passes by. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration REST = Duration.ofMillis(50);

    private final NatsSource source;
    private final int capacity;
    private final Semaphore room;
    private final Consumer<NatsMessage> taker;
    private final NatsLink link;
    private final NatsConfig config;
    private final Consumer<NatsEvent> events;
    private final Reconnector reconnector;
    private volatile Optional<FetchConsumer> fetch = Optional.empty();
    private volatile boolean active;
    private volatile long depth;
    private volatile long lastMessage = System.nanoTime();

    Intake(
            NatsSource source,
            int capacity,
            Consumer<NatsMessage> taker,
            NatsLink link,
            NatsConfig config,
            Consumer<NatsEvent> events) {
        this.source = source;
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
        this.taker = taker;
        this.link = link;
        this.config = config;
        this.events = events;
        this.reconnector = new Reconnector("nats-" + source.name(), this::consume);
        reconnector.start();
    }

    public NatsSource source() {
        return source;
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
            events.accept(new NatsEvent.Unsubscribed(source.name(), reason));
        }
        return PAUSE;
    }

    /** @return why it ended */
    private String consumeUntilItEnds() throws InterruptedException {
        try {
            var connection = link.await();
            var flow = source.open(connection, config.declare());
            active = true;
            lastMessage = System.nanoTime();
            events.accept(new NatsEvent.Subscribed(source.name()));
            return switch (flow) {
                case NatsSource.Flow.Kept(var consumer) -> {
                    while (!reconnector.isClosed()) {
                        fetch(consumer);
                    }
                    yield CLOSED;
                }
                case NatsSource.Flow.Passing(var group) -> listen(connection, group);
            };
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException failed) {
            return "consuming from " + source.name() + " failed: " + failed.getMessage();
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
                take(new NatsMessage(source, message, room::release));
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

    /** @return why it ended */
    private String listen(Connection connection, String group)
            throws IOException, JetStreamApiException, InterruptedException {
        var subscription = connection.subscribe(source.subject(), group);
        try {
            var looked = System.nanoTime();
            while (!reconnector.isClosed()) {
                var message = subscription.nextMessage(PAUSE);
                if (message != null) {
                    room.acquireUninterruptibly();
                    pass(message);
                } else if (System.nanoTime() - looked > LOOK.toNanos()) {
                    if (source.open(connection, config.declare()) instanceof NatsSource.Flow.Kept) {
                        return "a stream keeps its messages by now";
                    }
                    looked = System.nanoTime();
                }
            }
            return CLOSED;
        } finally {
            // Those that are here already came to nobody else.
            subscription.drain(config.drainTimeout());
            for (var message = rest(subscription); message != null; message = rest(subscription)) {
                room.acquireUninterruptibly();
                pass(message);
            }
        }
    }

    private static Message rest(Subscription subscription) throws InterruptedException {
        try {
            return subscription.nextMessage(REST);
        } catch (IllegalStateException drained) {
            return null;
        }
    }

    private void pass(Message message) {
        lastMessage = System.nanoTime();
        events.accept(new NatsEvent.Consumed(source.name(), false));
        taker.accept(new NatsMessage(source, message, room::release));
    }

    private void take(NatsMessage message) {
        events.accept(new NatsEvent.Consumed(source.name(), message.isAgain()));
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

    /** Waits until all that came in is answered, once it is closed; false if that takes longer. */
    public boolean awaitAnswers(Duration patience) throws InterruptedException {
        return room.tryAcquire(capacity, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void end(FetchConsumer request) {
        try {
            request.close();
        } catch (Exception lost) {
            // Nothing comes over a lost connection either.
        }
    }
}
