package dev.handoff.engine.dispatch;

import dev.handoff.engine.dispatch.DoorbellMessage.Undecodable;
import dev.handoff.engine.dispatch.TaskReceiver.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands doorbells that a broker brings to the pool, and answers the broker for them. */
public final class Listener implements Consumer<Brought> {

    /** Before a doorbell that can't be taken here now goes back, so that it doesn't come again a thousand times a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * How long a doorbell that another release may know is left to its instances, which may share the queue. Its task waits in
     * its row, and one that serves it rings again.
     */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("doorbell-later").start(task);

    private final Pool pool;
    private final Set<String> types;
    private final Duration expiry;
    private final Set<Held> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param types those that this program knows
     * @param expiry how long a doorbell waits here for a slot before it goes back to the broker
     */
    public Listener(Pool pool, Set<String> types, Duration expiry) {
        this.pool = pool;
        this.types = types;
        this.expiry = expiry;
    }

    @Override
    public void accept(Brought message) {
        try {
            take(message, DoorbellMessage.decode(message.body(), message.headers(), types));
        } catch (Undecodable unknown) {
            if (unknown.isForOthers(Instant.now(), OTHERS)) {
                message.giveBackAfter(PAUSE);
                return;
            }
            // It may wait for the broker, and the thread that brings messages must not.
            THREADS.execute(() -> message.putAside(unknown.getMessage()));
        }
    }

    private void take(Brought message, Doorbell bell) {
        var held = new Held(bell, message);
        waiting.add(held);
        if (!pool.add(bell, held)) {
            // Its task waits here already, and one doorbell is enough. But if this is the same one again, its
            // connection was lost, and the one that waits can't be given back any more.
            held.ended(message.isAgain() ? Disposition.REQUEUE : Disposition.STALE);
        } else if (waiting.contains(held)) {
            after(expiry, held::giveBack);
        }
    }

    /** Gives back what waits, for instances that go on. */
    public void close() {
        waiting.forEach(Held::giveBack);
    }

    private static void after(Duration pause, Runnable deed) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, THREADS)
                .execute(deed);
    }

    private final class Held implements Pool.Callback {

        private final Doorbell bell;
        private final Brought message;

        Held(Doorbell bell, Brought message) {
            this.bell = bell;
            this.message = message;
        }

        @Override
        public void claimed() {
            waiting.remove(this);
            message.acknowledge();
        }

        @Override
        public void ended(Disposition disposition) {
            waiting.remove(this);
            switch (disposition) {
                case DONE, STALE -> message.acknowledge();
                case REQUEUE -> message.giveBackAfter(PAUSE);
            }
        }

        void giveBack() {
            if (pool.withdraw(bell, this)) {
                waiting.remove(this);
                message.giveBack();
            }
        }
    }
}
