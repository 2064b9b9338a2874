package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.handoff.kit.thread.Reconnector;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Has the messages of one queue brought here until it is closed, through lost connections and deleted queues. */
public final class Subscription implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Queue queue;
    private final int prefetch;
    private final Consumer<Delivery> taker;
    private final Link link;
    private final boolean declares;
    private final Consumer<RabbitMqEvent> events;
    private final Reconnector reconnector;
    private volatile Optional<Consuming> consuming = Optional.empty();
    private volatile int depth;
    private volatile long lastDelivery = System.nanoTime();

    Subscription(
            Queue queue,
            int prefetch,
            Consumer<Delivery> taker,
            Link link,
            boolean declares,
            Consumer<RabbitMqEvent> events) {
        this.queue = queue;
        this.prefetch = prefetch;
        this.taker = taker;
        this.link = link;
        this.declares = declares;
        this.events = events;
        this.reconnector = new Reconnector("rabbitmq-" + queue.name(), this::consume);
        reconnector.start();
    }

    public Queue queue() {
        return queue;
    }

    /** How long no message has come in. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastDelivery);
    }

    /** How many messages waited in the queue at the last look; 0 if it failed. */
    public int depth() {
        return depth;
    }

    void setDepth(int messages) {
        depth = messages;
    }

    /** Whether the broker brings messages here now. */
    public boolean isActive() {
        return consuming.isPresent();
    }

    private record Consuming(Channel channel, String tag) {}

    private Duration consume() throws InterruptedException {
        var reason = consumeUntilItEnds();
        consuming = Optional.empty();
        if (!reconnector.isClosed()) {
            events.accept(new RabbitMqEvent.Unsubscribed(queue.name(), reason));
        }
        return PAUSE;
    }

    /** @return why it ended */
    private String consumeUntilItEnds() throws InterruptedException {
        try {
            var channel = link.await().createChannel();
            try {
                var end = new CompletableFuture<String>();
                if (declares) {
                    queue.declare(channel);
                }
                channel.basicQos(prefetch);
                var tag = channel.basicConsume(queue.name(), false, new Taker(channel, end));
                consuming = Optional.of(new Consuming(channel, tag));
                if (reconnector.isClosed()) {
                    // The call of close() saw nothing to cancel.
                    cancel(consuming.get());
                }
                lastDelivery = System.nanoTime();
                events.accept(new RabbitMqEvent.Subscribed(queue.name()));
                return end.join();
            } finally {
                if (!reconnector.isClosed()) {
                    channel.abort();
                }
            }
        } catch (IOException | RuntimeException failed) {
            return RabbitMqFailed.of("subscribing to " + queue.name(), failed).getMessage();
        }
    }

    private final class Taker extends DefaultConsumer {

        private final CompletableFuture<String> end;
        private final Answers answers;

        Taker(Channel channel, CompletableFuture<String> end) {
            super(channel);
            this.end = end;
            this.answers = new Answers(channel);
        }

        @Override
        public void handleDelivery(String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
            lastDelivery = System.nanoTime();
            events.accept(new RabbitMqEvent.Consumed(queue.name(), envelope.isRedeliver()));
            answers.expect(envelope.getDeliveryTag());
            var delivery = new Delivery(queue, properties, body, envelope, answers);
            if (reconnector.isClosed()) {
                delivery.requeue();
            } else {
                taker.accept(delivery);
            }
        }

        /** The broker ended it, for one because the queue was deleted. */
        @Override
        public void handleCancel(String consumer) {
            end.complete("the broker ended it; was the queue deleted?");
        }

        @Override
        public void handleCancelOk(String consumer) {
            end.complete("closed");
        }

        @Override
        public void handleShutdownSignal(String consumer, ShutdownSignalException signal) {
            end.complete(
                    RabbitMqFailed.of("consuming from " + queue.name(), signal).getMessage());
        }
    }

    /** Has no more messages brought. What has come in already can still be acknowledged. */
    @Override
    public void close() {
        reconnector.close();
        consuming.ifPresentOrElse(Subscription::cancel, reconnector::interrupt);
    }

    /** Doesn't wait for the broker, which may be silent while a shutdown has other things to do. */
    private static void cancel(Consuming it) {
        Thread.ofVirtual().name("rabbitmq-cancel").start(() -> {
            try {
                it.channel().basicCancel(it.tag());
            } catch (IOException | AlreadyClosedException lost) {
                // Nothing comes over a lost connection either.
            }
        });
    }
}
