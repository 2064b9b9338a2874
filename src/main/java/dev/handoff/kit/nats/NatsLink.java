package dev.handoff.kit.nats;

import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Monitors;
import dev.handoff.kit.thread.Reconnector;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A connection that is made again, for ever, when it can't be made or is lost. */
final class NatsLink implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final String purpose;
    private final NatsConnector connector;
    private final NatsConfig config;
    private final Consumer<NatsEvent> events;
    private final Reconnector reconnector;
    private Optional<Connection> connection = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private boolean opened;
    private boolean again;
    private Backoff pauses;

    NatsLink(String purpose, NatsConnector connector, NatsConfig config, Consumer<NatsEvent> events) {
        this.purpose = purpose;
        this.connector = connector;
        this.config = config;
        this.events = events;
        this.reconnector = new Reconnector("nats-" + purpose, this::connect);
    }

    private synchronized void open() {
        if (!opened && !reconnector.isClosed()) {
            opened = true;
            // Not in the constructor: a link is also made of faulty settings, which are told before it is opened.
            pauses = new Backoff(FIRST_PAUSE, config.longestPause());
            reconnector.start();
        }
    }

    /**
     * The connection. Waits for the outcome of the first attempt to connect, but not for one that was lost.
     *
     * @throws NatsUnavailable if there is none, with the reason
     */
    synchronized Connection now() {
        open();
        try {
            Monitors.await(this, config.connectTimeout(), () -> connection.isPresent() || trouble.isPresent());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return connection.orElseThrow(() -> new NatsUnavailable(
                "no connection to NATS at " + connector.servers() + ": " + trouble.orElse("it doesn't answer")));
    }

    /** The connection, as soon as there is one. */
    synchronized Connection await() throws InterruptedException {
        open();
        while (connection.isEmpty()) {
            wait();
        }
        return connection.get();
    }

    private Duration connect() throws InterruptedException {
        var why = connectUntilItEnds();
        forget(why);
        var pause = pauses.next();
        if (!reconnector.isClosed()) {
            events.accept(new NatsEvent.Disconnected(purpose, why, pause));
        }
        return pause;
    }

    /** @return why it ended */
    private String connectUntilItEnds() throws InterruptedException {
        try {
            var made = connector.connect(purpose, this::tell);
            if (set(made.connection())) {
                pauses.reset();
                events.accept(
                        new NatsEvent.Connected(purpose, connector.servers().toString(), again));
                again = true;
            } else {
                made.connection().close();
            }
            return made.lost().get();
        } catch (IOException failed) {
            return failed.getMessage();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
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

    private synchronized void tell(String why) {
        if (connection.isEmpty()) {
            trouble = Optional.of(why);
            notifyAll();
        }
    }

    private synchronized void forget(String why) {
        connection = Optional.empty();
        trouble = Optional.of(why);
        notifyAll();
    }

    /** Waits until the server has what it was told, such as which messages were used. */
    @Override
    public void close() {
        Optional<Connection> last;
        synchronized (this) {
            reconnector.close();
            last = connection;
            connection = Optional.empty();
            trouble = Optional.of("closed");
            notifyAll();
        }
        last.ifPresent(this::drain);
    }

    private void drain(Connection open) {
        try {
            open.drain(config.drainTimeout()).get(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | IllegalStateException silent) {
            // What it wasn't told it brings again.
        }
    }
}
