package dev.handoff.engine.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where tasks wait that any instance may take without a doorbell: the table. */
public interface TaskSource {

    /**
     * Claims tasks that are due: those of the highest priority first, and of equal ones each type in its turn.
     *
     * @param limits how many of each type at most; others are left
     * @param most how many in all at most
     * @return empty if none is due, or PostgreSQL doesn't answer, which is told to telemetry
     */
    List<Claimed> take(Map<String, Integer> limits, int most);

    /** Whether a suspect could be run here: a task that was there when several processes died, and has to run apart. */
    boolean hasRoomApart();

    /**
     * Claims a suspect that is due, to be run apart from other suspects.
     *
     * @return empty if none is due, another one runs here, or PostgreSQL doesn't answer, which is told to telemetry
     */
    Optional<Claimed> takeApart(Set<String> types);

    /** Tells the other instances that a task of this type waits for which there is no room here. Returns at once. */
    void tellOthers(String type);

    /**
     * Begins to hear what others tell.
     *
     * @param waiting is given the types whose tasks wait; none if it may be any
     */
    void listen(Consumer<Set<String>> waiting);

    /** Hears no more. */
    void stopListening();
}
