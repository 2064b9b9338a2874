package dev.handoff.engine.store;

import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.thread.Coalescer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets instances that share a database wake each other, so that an idle one looks for tasks at once and not only at its
 * next look. It is a hint and no more: an instance that misses it finds the task a little later.
 *
 * <p>It uses NOTIFY and LISTEN, but never in the transaction that stores a task: such transactions queue up for one lock of
 * the whole server when they commit. Listening takes one connection of the pool and keeps it. A PgBouncer that pools
 * transactions passes no notifications on: instances behind it find tasks when they look.
 */
@ApplicationScoped
public class Waker {

    private static final String NOTIFY = "SELECT pg_notify('" + WakeCall.CHANNEL + "', $1)";

    /** The pause between two statements. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final String self = UUID.randomUUID().toString();
    private final Statements statements;
    private final Pool pool;
    private final int connections;
    private final Duration timeout;
    private final Set<String> gathered = ConcurrentHashMap.newKeySet();
    private final Coalescer telling = new Coalescer("waker", this::tell);
    private Optional<WakeListener> listener = Optional.empty();

    Waker(
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
     * Tells the other instances that tasks of this type wait which this one can't run now. Returns at once and never
     * fails; types of the same few milliseconds travel together.
     */
    public void wake(String type) {
        if (gathered.add(type)) {
            telling.call();
        }
    }

    private void tell() {
        var types = Set.copyOf(gathered);
        gathered.removeAll(types);
        if (!types.isEmpty()) {
            tell(types);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void tell(Set<String> types) {
        try {
            statements.run(NOTIFY, Tuple.of(new WakeCall(self, types).encode()));
        } catch (RuntimeException unheard) {
            // Nothing depends on a hint, and others report that the database is away.
        }
    }

    /**
     * Listens to the other instances until {@link #stopListening}, over connections that are made again for ever.
     *
     * @param woken gets the types of waiting tasks; an empty set stands for any type. A new connection begins with one, since
     *     earlier notifications went unheard. Must not block; may be called by several threads
     */
    public synchronized void listen(Consumer<Set<String>> woken) {
        // A pool of one connection has none to spare.
        if (connections > 1) {
            listener = Optional.of(new WakeListener(pool, timeout, self, woken));
            listener.get().start();
        }
    }

    /** Listens no more. Does not wait for anything. */
    @PreDestroy
    public synchronized void stopListening() {
        listener.ifPresent(WakeListener::stop);
    }
}
