package dev.handoff.kit.database;

import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Monitors;
import dev.handoff.kit.thread.Reconnector;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * PostgreSQL's notifications between instances that share a database: hints that may get lost, and nothing depends on.
 *
 * <p>Listening takes one connection of the pool for all channels and keeps it, over connections that are made again for ever.
 * A pool of one connection has none to spare, and hears nothing. A PgBouncer that pools transactions passes none on.
 */
@ApplicationScoped
public class Notifications {

    /** Of a payload in bytes: https://www.postgresql.org/docs/15/sql-notify.html. */
    public static final int MAX_BYTES = 7999;

    private static final String NOTIFY = "SELECT pg_notify($1, $2)";
    private static final String UNLISTEN = "UNLISTEN *";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** How long a silent connection is trusted to be there before it is asked. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Statements statements;
    private final Pool pool;
    private final int connections;
    private final Duration timeout;
    private final Backoff pauses = new Backoff(FIRST_PAUSE, MAX_PAUSE);
    private final Map<String, Hearer> hearers = new TreeMap<>();
    private final Set<String> begun = new HashSet<>();
    private Optional<Reconnector> listening = Optional.empty();

    /** Who listens. Must not block; may be called by several threads. */
    public interface Hearer {

        void hear(String payload);

        /** From now on notifications are heard; what was sent before went unheard. */
        void begin();
    }

    public Notifications(
            Statements statements,
            Pool pool,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections,
            DatabaseConfig config) {
        this.statements = statements;
        this.pool = pool;
        this.connections = connections;
        this.timeout = config.timeout();
    }

    /**
     * Notifies all that listen, this instance too, with a statement of its own. Never within a transaction that does more:
     * those queue up for one lock of the whole server when they commit.
     *
     * @throws StoreUnavailable if PostgreSQL doesn't answer
     */
    public void send(String channel, String payload) {
        statements.run(NOTIFY, Tuple.of(channel, payload));
    }

    /** Listens to a channel, in place of who has listened to it before. */
    public synchronized void listen(String channel, Hearer hearer) {
        if (connections > 1) {
            hearers.put(channel, hearer);
            begun.remove(channel);
            if (listening.isEmpty()) {
                listening = Optional.of(new Reconnector("notifications", this::hear));
                listening.get().start();
            }
            notifyAll();
        }
    }

    /** Listens no more. The last one gives the connection back. Does not wait for anything. */
    public synchronized void unlisten(String channel) {
        hearers.remove(channel);
        if (hearers.isEmpty()) {
            stop();
        }
    }

    @PreDestroy
    synchronized void stop() {
        listening.ifPresent(Reconnector::interrupt);
        listening = Optional.empty();
    }

    /** Listens until the connection ends. */
    private Duration hear() throws InterruptedException {
        var connecting = pool.getConnection();
        try {
            var session = new Session(PgConnection.cast(answer(connecting)));
            do {
                session.listen();
                pauses.reset();
            } while (session.awaitChange());
        } catch (ExecutionException | TimeoutException | RuntimeException away) {
            // Others report that the database is away.
        } finally {
            // Also a connection that comes after the timeout.
            connecting.onSuccess(Notifications::giveBack);
        }
        return pauses.next();
    }

    /** A connection that listens. */
    private final class Session {

        private final PgConnection connection;
        private boolean ended;

        Session(PgConnection connection) {
            this.connection = connection;
            synchronized (Notifications.this) {
                begun.clear();
            }
            // An exception closes the connection, which is enough to know.
            connection.exceptionHandler(_ -> {}).closeHandler(_ -> end());
            connection.notificationHandler(Notifications.this::hear);
        }

        private void end() {
            synchronized (Notifications.this) {
                ended = true;
                Notifications.this.notifyAll();
            }
        }

        /** Listens to all channels, and shows in passing that the connection is there. */
        void listen() throws InterruptedException, ExecutionException, TimeoutException {
            var fresh = new ArrayList<Hearer>();
            String statement;
            synchronized (Notifications.this) {
                hearers.forEach((channel, hearer) -> {
                    if (begun.add(channel)) {
                        fresh.add(hearer);
                    }
                });
                statement = hearers.keySet().stream().map(it -> "LISTEN " + it).collect(Collectors.joining("; "));
            }
            answer(connection.query(statement).execute());
            fresh.forEach(Hearer::begin);
        }

        /** Waits for another channel; false if the connection ends. */
        boolean awaitChange() throws InterruptedException {
            synchronized (Notifications.this) {
                Monitors.await(Notifications.this, SILENCE, () -> ended || !begun.containsAll(hearers.keySet()));
                return !ended;
            }
        }
    }

    private void hear(PgNotification told) {
        hearer(told.getChannel()).ifPresent(hearer -> hearer.hear(told.getPayload()));
    }

    private synchronized Optional<Hearer> hearer(String channel) {
        return Optional.ofNullable(hearers.get(channel));
    }

    private static void giveBack(SqlConnection connection) {
        PgConnection.cast(connection).notificationHandler(null);
        connection.query(UNLISTEN).execute().onComplete(_ -> connection.close());
    }

    private <T> T answer(Future<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        return question.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
