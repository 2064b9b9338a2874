package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Monitors;
import dev.handoff.kit.thread.Reconnector;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A connection that is made again, for ever, when it can't be made or is lost. */
final class Link implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final String CLOSED = "closed";

    private final String purpose;
    private final Connector connector;
    private final Consumer<RabbitMqEvent> events;
    private final Duration longestPause;
    private final Reconnector reconnector;
    private Optional<Connection> connection = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<String> blocked = Optional.empty();
    private boolean opened;
    private boolean again;
    private Backoff pauses;

    Link(String purpose, Connector connector, Duration longestPause, Consumer<RabbitMqEvent> events) {
        this.purpose = purpose;
        this.connector = connector;
        this.events = events;
        this.longestPause = longestPause;
        this.reconnector = new Reconnector("rabbitmq-" + purpose, this::connect);
    }

    /** Begins to connect, if it hasn't. */
    synchronized void open() {
        if (!opened && !reconnector.isClosed()) {
            opened = true;
            // Not in the constructor: a link is also made of faulty settings, which are told before it is opened.
            pauses = new Backoff(FIRST_PAUSE, longestPause);
            reconnector.start();
        }
    }

    /**
     * The connection. Waits for the outcome of the first attempt to connect, but not for one that was lost.
     *
     * @throws RabbitMqUnavailable if there is none, or if the broker takes nothing over it for now, with the reason
     */
    synchronized Connection now(Duration patience) {
        open();
        try {
            Monitors.await(this, patience, () -> connection.isPresent() || trouble.isPresent());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (blocked.isPresent()) {
            // A blocked broker doesn't read any more, so a write would hang.
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

    private Duration connect() {
        var why = connectUntilItEnds();
        forget(why);
        var pause = pauses.next();
        if (!reconnector.isClosed()) {
            events.accept(new RabbitMqEvent.Disconnected(purpose, why, pause));
        }
        return pause;
    }

    /** @return why it ended, or never began */
    private String connectUntilItEnds() {
        try {
            var made = connector.connect(purpose);
            var lost = watched(made);
            if (!set(made)) {
                made.abort();
                return CLOSED;
            }
            events.accept(new RabbitMqEvent.Connected(purpose, connector.broker(), again));
            again = true;
            pauses.reset();
            return told(lost.join());
        } catch (IOException | TimeoutException | RuntimeException failed) {
            return told(failed);
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
        if (reconnector.isClosed()) {
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
            reconnector.close();
            last = connection;
            connection = Optional.empty();
            trouble = Optional.of(CLOSED);
            notifyAll();
        }
        last.ifPresent(open -> open.abort(1_000));
    }
}
