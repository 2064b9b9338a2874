package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message that came in. Exactly one of {@link #ack()} and {@link #requeue()} counts, the first; if the process dies before,
 * or the connection is lost, the message comes again.
 */
public final class Delivery {

    private final Queue queue;
    private final AmqpMessage message;
    private final BasicProperties properties;
    private final Envelope envelope;
    private final Answers answers;
    private final AtomicBoolean settled = new AtomicBoolean();

    Delivery(Queue queue, BasicProperties properties, byte[] body, Envelope envelope, Answers answers) {
        this.queue = queue;
        this.message = AmqpMessage.of(properties, body);
        this.properties = properties;
        this.envelope = envelope;
        this.answers = answers;
    }

    public Queue queue() {
        return queue;
    }

    public AmqpMessage message() {
        return message;
    }

    /** Whether it may have come in before. */
    public boolean redelivered() {
        return envelope.isRedeliver();
    }

    /** What its sender published it with; the queue's name if it was sent there directly. */
    public String routingKey() {
        return envelope.getRoutingKey();
    }

    /** The queue that an answer goes to; empty if nobody waits. */
    public String replyTo() {
        return properties.getReplyTo() == null ? "" : properties.getReplyTo();
    }

    /** What its sender set, from 0 to 255; 0 if nothing. */
    public int priority() {
        return properties.getPriority() == null ? 0 : properties.getPriority();
    }

    /** A header that need not be a text; empty if it is missing or null. */
    public Optional<Object> header(String name) {
        return Optional.ofNullable(properties.getHeaders())
                .map(headers -> headers.get(name))
                .map(value -> value instanceof LongString text ? text.toString() : value);
    }

    /** The broker may forget it. */
    public void ack() {
        if (settled.compareAndSet(false, true)) {
            answers.ack(envelope.getDeliveryTag());
        }
    }

    /** Another consumer may have it, or this process again. */
    public void requeue() {
        if (settled.compareAndSet(false, true)) {
            answers.requeue(envelope.getDeliveryTag());
        }
    }

    /** The same after a while, so that what can't be used now doesn't come again a thousand times a second. */
    public void requeueAfter(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(this::requeue);
    }
}
