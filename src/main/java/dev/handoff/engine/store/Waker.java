package dev.handoff.engine.store;

import dev.handoff.kit.database.Notifications;
import dev.handoff.kit.thread.Coalescer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lets instances that share a database wake each other, so that an idle one looks for tasks at once and not only at its
 * next look. It is a hint and no more: an instance that misses it finds the task a little later.
 *
 * <p>It uses {@link Notifications}, but never in the transaction that stores a task: such transactions queue up for one lock
 * of the whole server when they commit.
 */
@ApplicationScoped
public class Waker {

    /** The pause between two statements. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final String self = UUID.randomUUID().toString();
    private final Notifications notifications;
    private final Set<String> gathered = ConcurrentHashMap.newKeySet();
    private final Coalescer telling = new Coalescer("waker", this::tell);

    Waker(Notifications notifications) {
        this.notifications = notifications;
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
            notifications.send(WakeCall.CHANNEL, new WakeCall(self, types).encode());
        } catch (RuntimeException unheard) {
            // Nothing depends on a hint, and others report that the database is away.
        }
    }

    /**
     * Listens to the other instances until {@link #stopListening}.
     *
     * @param woken gets the types of waiting tasks; an empty set stands for any type. A new connection begins with one, since
     *     earlier notifications went unheard. Must not block; may be called by several threads
     */
    public void listen(Consumer<Set<String>> woken) {
        notifications.listen(WakeCall.CHANNEL, new Notifications.Hearer() {
            @Override
            public void hear(String payload) {
                var call = WakeCall.decode(payload);
                if (!call.from().equals(self)) {
                    woken.accept(call.types());
                }
            }

            @Override
            public void begin() {
                woken.accept(Set.of());
            }
        });
    }

    /** Listens no more. Does not wait for anything. */
    public void stopListening() {
        notifications.unlisten(WakeCall.CHANNEL);
    }
}
