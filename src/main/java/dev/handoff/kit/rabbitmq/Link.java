package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A connection that is made again, for ever, when it can't be made or is lost. */
final class Link implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final String purpose;
    private final Connector connector;
    private final Duration longestPause;
    private final Consumer<RabbitMqEvent> events;
    private Optional<Connection> connection = Optional.empty();
    private Optional<Thread> keeper = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<String> blocked = Optional.empty();
    private boolean closed;

    Link(String purpose, Connector connector, Duration longestPause, Consumer<RabbitMqEvent> events) {
        this.purpose = purpose;
        this.connector = connector;
        this.longestPause = longestPause;
        this.events = events;
    }

    /** Begins to connect, if it hasn't. */
    synchronized void open() {
        if (keeper.isEmpty() && !closed) {
            keeper = Optional.of(Thread.ofVirtual().name("rabbitmq-" + purpose).start(this::keep));
        }
    }

    /**
     * The connection. Waits for the outcome of the first attempt to connect, but not for one that was lost.
     *
     * @throws RabbitMqUnavailable if there is none, or if the broker takes nothing over it for now, with the reason
     */
    synchronized Connection now(Duration patience) {
        open();
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (connection.isEmpty() && trouble.isEmpty() && end > System.nanoTime()) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (blocked.isPresent()) {
            // It doesn't even read any more, and whoever writes would hang.
            throw new RabbitMqUnavailable("RabbitMQ takes no messages for now: " + blocked.get());
        }
        return connection.orElseThrow(() -> new RabbitMqUnavailable(
                "no connection to RabbitMQ at " + connector.broker() + ": " + trouble.orElse("it doesn't answer")));
    }

    /** The connection, as soon as there is one. */
    synchronized Connection await() throws InterruptedException {
        open();
        while (connection.isEmpty()) {
            wait();
        }
        return connection.get();
    }

    private void keep() {
        var pause = FIRST_PAUSE;
        boolean again = false;
        while (!isClosed()) {
            String why;
            try {
                var made = connector.connect(purpose);
                var lost = watched(made);
                if (!set(made)) {
                    made.abort();
                    return;
                }
                events.accept(new RabbitMqEvent.Connected(purpose, connector.broker(), again));
                again = true;
                pause = FIRST_PAUSE;
                why = told(lost.join());
            } catch (IOException | TimeoutException | RuntimeException failed) {
                why = told(failed);
            }
            forget(why);
            if (!isClosed()) {
                events.accept(new RabbitMqEvent.Disconnected(purpose, why, pause));
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
            }
        }
    }

    private CompletableFuture<ShutdownSignalException> watched(Connection made) {
        var lost = new CompletableFuture<ShutdownSignalException>();
        made.addShutdownListener(lost::complete);
        made.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String why) {
                block(Optional.of(why));
                events.accept(new RabbitMqEvent.Blocked(why));
            }

            @Override
            public void handleUnblocked() {
                block(Optional.empty());
            }
        });
        return lost;
    }

    private synchronized boolean set(Connection made) {
        if (closed) {
            return false;
        }
        connection = Optional.of(made);
        trouble = Optional.empty();
        notifyAll();
        return true;
    }

    private synchronized void forget(String why) {
        connection = Optional.empty();
        blocked = Optional.empty();
        trouble = Optional.of(why);
        notifyAll();
    }

    private synchronized void block(Optional<String> why) {
        blocked = why;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Half of it is random, so that many instances don't come back together. */
    private synchronized void rest(Duration pause) {
        long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1);
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        try {
            while (!closed && end > System.nanoTime()) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException impossible) {
            // Nobody knows this thread to interrupt it.
            throw new IllegalStateException(impossible);
        }
    }

    private static String told(Throwable failed) {
        return switch (failed) {
            case PossibleAuthenticationFailureException refused ->
                "the login was refused; see MQ_USER, MQ_PASSWORD and MQ_VHOST";
            case ShutdownSignalException lost when lost.getCause() != null -> told(lost.getCause());
            case ShutdownSignalException lost -> String.valueOf(lost.getReason());
            default -> failed.getMessage() == null ? failed.toString() : failed.getMessage();
        };
    }

    @Override
    public void close() {
        Optional<Connection> last;
        synchronized (this) {
            closed = true;
            last = connection;
            connection = Optional.empty();
            trouble = Optional.of("closed");
            notifyAll();
        }
        last.ifPresent(open -> open.abort(1_000));
    }
}
