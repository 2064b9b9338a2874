package dev.handoff.engine.dispatch.rabbitmq;

import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.TaskReceiver.Disposition;
import dev.handoff.engine.dispatch.rabbitmq.DoorbellMessage.Undecodable;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.RabbitMq;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands doorbells that come in to the pool, and answers the broker for them. */
final class Listener implements Consumer<Delivery> {

    /** Before a doorbell that can't be taken here now goes back, so that it doesn't come again a thousand times a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * How long a doorbell that another release may know is left to its instances, which may share the queue. Its task waits in
     * its row, and one that serves it rings again.
     */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("rabbitmq-later").start(task);

    private final Pool pool;
    private final RabbitMq broker;
    private final Set<String> types;
    private final Duration expiry;
    private final Set<HeldDelivery> waiting = ConcurrentHashMap.newKeySet();

    Listener(Pool pool, RabbitMq broker, Set<String> types, Duration expiry) {
        this.pool = pool;
        this.broker = broker;
        this.types = types;
        this.expiry = expiry;
    }

    @Override
    public void accept(Delivery delivery) {
        try {
            take(delivery, DoorbellMessage.decode(delivery.message(), types));
        } catch (Undecodable unknown) {
            if (unknown.isForOthers(Instant.now(), OTHERS)) {
                delivery.requeueAfter(PAUSE);
                return;
            }
            // Publishing waits for the broker, and the thread that brings messages must not.
            THREADS.execute(() -> broker.deadLetter(delivery, unknown.getMessage()));
        }
    }

    private void take(Delivery delivery, Doorbell bell) {
        var held = new HeldDelivery(bell, delivery);
        waiting.add(held);
        if (!pool.add(bell, held)) {
            // Its task waits here already, and one doorbell is enough. But if this is the same one again, its
            // connection was lost, and the one that waits can't be given back any more.
            held.ended(delivery.redelivered() ? Disposition.REQUEUE : Disposition.STALE);
        } else if (waiting.contains(held)) {
            after(expiry, held::giveBack);
        }
    }

    /** Gives back what waits, for instances that go on. */
    void close() {
        waiting.forEach(HeldDelivery::giveBack);
    }

    private static void after(Duration pause, Runnable deed) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, THREADS)
                .execute(deed);
    }

    private final class HeldDelivery implements Pool.Callback {

        private final Doorbell bell;
        private final Delivery delivery;

        HeldDelivery(Doorbell bell, Delivery delivery) {
            this.bell = bell;
            this.delivery = delivery;
        }

        @Override
        public void claimed() {
            waiting.remove(this);
            delivery.ack();
        }

        @Override
        public void ended(Disposition disposition) {
            waiting.remove(this);
            switch (disposition) {
                case DONE, STALE -> delivery.ack();
                case REQUEUE -> delivery.requeueAfter(PAUSE);
            }
        }

        void giveBack() {
            if (pool.withdraw(bell, this)) {
                waiting.remove(this);
                delivery.requeue();
            }
        }
    }
}
