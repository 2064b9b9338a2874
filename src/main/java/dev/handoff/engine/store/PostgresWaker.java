package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreConfig;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@link Waker} by NOTIFY and LISTEN.
 *
 * <p>Nobody is notified in the transaction that stores a task: such transactions queue up for one lock of the whole server
 * when they commit. Listening takes one connection of the pool and keeps it. A PgBouncer that pools transactions passes no
 * notifications on: instances behind it find tasks when they look.
 */
@ApplicationScoped
class PostgresWaker implements Waker {

    private static final String NOTIFY = "SELECT pg_notify('" + WakeCall.CHANNEL + "', $1)";

    /** From one statement to the next. */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final String self = UUID.randomUUID().toString();
    private final Statements statements;
    private final Pool pool;
    private final int connections;
    private final Duration timeout;
    private final Set<String> gathered = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean telling = new AtomicBoolean();
    private Optional<WakeListener> listener = Optional.empty();

    PostgresWaker(
            Statements statements,
            Pool pool,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections,
            StoreConfig config) {
        this.statements = statements;
        this.pool = pool;
        this.connections = connections;
        this.timeout = config.timeout();
    }

    @Override
    public void wake(String type) {
        if (gathered.add(type)) {
            startTelling();
        }
    }

    private void startTelling() {
        if (telling.compareAndSet(false, true)) {
            Thread.ofVirtual().name("waker").start(this::tell);
        }
    }

    private void tell() {
        var types = Set.copyOf(gathered);
        gathered.removeAll(types);
        if (!types.isEmpty()) {
            tell(types);
            LockSupport.parkNanos(MOMENT.toNanos());
        }
        telling.set(false);
        // Whoever came meanwhile saw that somebody was telling and left it at that.
        if (!gathered.isEmpty()) {
            startTelling();
        }
    }

    private void tell(Set<String> types) {
        try {
            statements.run(NOTIFY, Tuple.of(new WakeCall(self, types).encode()));
        } catch (RuntimeException unheard) {
            // Nothing depends on it, and those who wait for the database tell that it is away.
        }
    }

    @Override
    public synchronized void listen(Consumer<Set<String>> woken) {
        // A pool of one has none to spare.
        if (connections > 1) {
            listener = Optional.of(new WakeListener(pool, timeout, self, woken));
            listener.get().start();
        }
    }

    @Override
    @PreDestroy
    public synchronized void stopListening() {
        listener.ifPresent(WakeListener::stop);
    }
}
