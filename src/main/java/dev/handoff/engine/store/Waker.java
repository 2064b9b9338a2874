package dev.handoff.engine.store;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets instances that share a database wake each other, so that an idle one looks for tasks at once and not only at its
 * next look. It is a hint and no more: who doesn't hear of a task finds it a little later all the same.
 */
public interface Waker {

    /**
     * Tells the other instances that tasks of this type wait which this one can't run now. Returns at once and never
     * fails; what is told within a few milliseconds travels together.
     */
    void wake(String type);

    /**
     * Listens to the other instances until {@link #stopListening}, over connections that are made again for ever.
     *
     * @param woken is told of which types tasks wait; an empty set stands for any type, as it does whenever a connection is
     *     new, since what was told before it went unheard. Must not block; may be called by several threads
     */
    void listen(Consumer<Set<String>> woken);

    /** Listens no more. Does not wait for anything. */
    void stopListening();
}
