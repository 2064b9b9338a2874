package dev.handoff.kit.rabbitmq;

import java.time.Duration;
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
    private final boolean redelivered;
    private final Answers answers;
    private final long tag;
    private final AtomicBoolean settled = new AtomicBoolean();

    Delivery(Queue queue, AmqpMessage message, boolean redelivered, Answers answers, long tag) {
        this.queue = queue;
        this.message = message;
        this.redelivered = redelivered;
        this.answers = answers;
        this.tag = tag;
    }

    public Queue queue() {
        return queue;
    }

    public AmqpMessage message() {
        return message;
    }

    /** Whether it may have come in before. */
    public boolean redelivered() {
        return redelivered;
    }

    /** The broker may forget it. */
    public void ack() {
        if (settled.compareAndSet(false, true)) {
            answers.ack(tag);
        }
    }

    /** Another consumer may have it, or this process again. */
    public void requeue() {
        if (settled.compareAndSet(false, true)) {
            answers.requeue(tag);
        }
    }

    /** The same after a while, so that what can't be used now doesn't come again a thousand times a second. */
    public void requeueAfter(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(this::requeue);
    }
}
