package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.handoff.kit.text.Text;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker. Connects when it is first needed. */
@ApplicationScoped
public class RabbitMq {

    /** Before a message that can't be put aside now goes back, so that it doesn't come again a thousand times a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** In characters; it travels in the message's properties, which are no place for more. */
    private static final int MAX_REASON_LENGTH = 1000;

    private static final int MAX_PREFETCH = 65_535;

    private final RabbitMqConfig config;
    private final boolean production;
    private final Consumer<RabbitMqEvent> events;
    private final Connector connector;
    private final Link publishing;
    private final Link consuming;
    private final Publisher publisher;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<RabbitMq> others = new CopyOnWriteArrayList<>();

    @Inject
    RabbitMq(
            RabbitMqConfig config,
            @ConfigProperty(name = "handoff.dispatch.production", defaultValue = "false") boolean production,
            Event<RabbitMqEvent> events) {
        this(config, production, events::fire);
    }

    /** For use outside of a container. */
    public RabbitMq(RabbitMqConfig config, boolean production, Consumer<RabbitMqEvent> events) {
        this.config = config;
        this.production = production;
        this.events = events;
        this.connector = new Connector(config);
        this.publishing = new Link("publish", connector, config.longestPause(), events);
        this.consuming = new Link("consume", connector, config.longestPause(), events);
        this.publisher = new Publisher(publishing, config, events);
    }

    /**
     * The broker that a URL names: this one if it is the same, or else another that is used alike and closed with this one. It
     * connects when it is first needed.
     *
     * @throws IllegalArgumentException that says what is wrong with the URL, without the password
     */
    public RabbitMq at(String url) {
        var other = AmqpUrl.parse(url, config);
        boolean same = isConfigured()
                && new Connector(other).broker().equals(address())
                && other.user().equals(config.user());
        if (same) {
            return this;
        }
        var broker = new RabbitMq(other, false, events);
        others.add(broker);
        return broker;
    }

    /** Whether it is to be used. */
    public boolean isConfigured() {
        return config.enabled() && config.host().isPresent();
    }

    /** What is wrong with the settings, with the remedy; empty if nothing is, or if it is not to be used. */
    public Optional<String> fault() {
        return config.enabled() ? ConfigFaults.of(config, production) : Optional.empty();
    }

    /** For people, without the login: amqp://host:port/vhost. */
    public String address() {
        return connector.broker();
    }

    /**
     * Publishes a message and waits until the broker has it on its disk.
     *
     * @return false if it goes to a topic that no queue wants
     * @throws RabbitMqUnavailable if the broker doesn't answer; it may have arrived all the same
     * @throws RabbitMqFailed if the broker refuses it or has no queue for it
     */
    public boolean publish(Destination destination, AmqpMessage message) {
        return publisher.publish(destination, message);
    }

    /**
     * Has messages brought, as many at a time as have not been answered yet, until the subscription is closed.
     *
     * @param taker is called one message after the other, and must not block
     * @throws IllegalArgumentException if the prefetch isn't 1 to 65535; 0 would mean all that there are
     */
    public Subscription subscribe(Queue queue, int prefetch, Consumer<Delivery> taker) {
        if (prefetch < 1 || prefetch > MAX_PREFETCH) {
            throw new IllegalArgumentException(
                    "the prefetch of " + queue.name() + " must be 1 to " + MAX_PREFETCH + ", was " + prefetch);
        }
        var subscription = new Subscription(queue, prefetch, taker, consuming, config.declare(), events);
        subscriptions.add(subscription);
        return subscription;
    }

    /** All that this process has made, closed ones included. */
    public List<Subscription> subscriptions() {
        return List.copyOf(subscriptions);
    }

    /** Looks how full the queues of the subscriptions are, and mends their bindings if they were removed. Blocks. */
    public void measure() {
        others.forEach(RabbitMq::measure);
        for (var subscription : subscriptions) {
            subscription.setDepth(depthOrNothing(subscription.queue()));
            if (subscription.isActive() && config.declare()) {
                rebind(subscription.queue());
            }
        }
    }

    private void rebind(Queue queue) {
        if (!queue.bindings().isEmpty()) {
            try {
                on("binding " + queue.name(), channel -> {
                    queue.declare(channel);
                    return queue;
                });
            } catch (RabbitMqFailed silent) {
                // It is measured again soon.
            }
        }
    }

    private int depthOrNothing(Queue queue) {
        try {
            return depth(queue).map(Depth::messages).orElse(0);
        } catch (RabbitMqFailed silent) {
            return 0;
        }
    }

    /**
     * Puts a message aside that can't be used, with the reason, for people to look at. If that fails, it comes again after
     * a while.
     */
    public void deadLetter(Delivery delivery, String error) {
        var reason = Text.shortened(error, MAX_REASON_LENGTH);
        try {
            publish(
                    new Destination.ToQueue(delivery.queue().dead()),
                    delivery.message()
                            .with(DeadLetter.REASON, reason)
                            .with(DeadLetter.QUEUE, delivery.queue().name()));
            events.accept(new RabbitMqEvent.DeadLettered(delivery.queue().name(), reason));
            delivery.ack();
        } catch (RabbitMqFailed failed) {
            delivery.requeueAfter(PAUSE);
        }
    }

    /** How many messages wait in a queue, and how many subscriptions it has; empty if there is no such queue. */
    public Optional<Depth> depth(Queue queue) {
        return on("looking at " + queue.name(), channel -> QueueLook.depth(channel, queue.name()));
    }

    /** The same, and how many messages are in the queue beside it. */
    public Optional<Content> content(Queue queue) {
        return depth(queue)
                .map(depth -> new Content(
                        depth.messages(),
                        depth.subscriptions(),
                        depth(queue.dead()).map(Depth::messages).orElse(0)));
    }

    /** Deletes a queue, the one beside it and all messages in them, if they are there. */
    public void delete(Queue queue) {
        on("deleting " + queue.name(), channel -> {
            channel.queueDelete(queue.name());
            return channel.queueDelete(queue.dead().name());
        });
    }

    /** A queue's messages that are to be brought yet, and its subscriptions. */
    public record Depth(int messages, int subscriptions) {}

    /** A depth, and the messages that could not be used. */
    public record Content(int messages, int subscriptions, int dead) {}

    interface ChannelCall<T> {
        T on(Channel channel) throws IOException;
    }

    /** Does something on a channel that is used for nothing else. */
    <T> T on(String doing, ChannelCall<T> call) {
        try {
            var channel = publishing.now(config.connectTimeout()).createChannel();
            try {
                return call.on(channel);
            } finally {
                if (channel.isOpen()) {
                    channel.close();
                }
            }
        } catch (IOException | TimeoutException | ShutdownSignalException failed) {
            throw RabbitMqFailed.of(doing, failed);
        }
    }

    @PreDestroy
    void close() {
        others.forEach(RabbitMq::close);
        consuming.close();
        publishing.close();
    }
}
