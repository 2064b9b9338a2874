package dev.handoff.engine.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Carries doorbells one way. An application-scoped bean in a package of its own, with a place in the {@link Dispatcher}. */
public interface Route {

    /** How long a doorbell may stay unanswered on routes that bring it at once. */
    Duration SHORT_PATIENCE = Duration.ofSeconds(15);

    /** As it is stored with tasks and told to submitters. */
    String name();

    /** Whether new tasks of this type go this way, by the configuration alone. */
    Verdict verdict(String type);

    /** Whether it takes tasks of this type that {@code HANDOFF_ROUTES} sends to it by name. */
    default Verdict asked(String type) {
        return verdict(type);
    }

    /**
     * Brings the doorbell to a {@link TaskReceiver}, here or elsewhere, at once or when it is due. The task is committed
     * already: a ring that gets lost makes it late, never lost.
     *
     * @param input the task's input as JSON, for those who send it along; fetched when it is asked for
     * @throws DispatchFailed if the doorbell can't be brought; the sweeper will ring again
     */
    Dispatched ring(Doorbell bell, Supplier<String> input);

    /** Whether a doorbell for the task is certainly under way, so that there is no need to ring again. May go over a network. */
    default boolean isUnderWay(Doorbell bell) {
        return false;
    }

    /**
     * A slot for a task of this type that is about to be stored, if this process can begin with it at once; its doorbell
     * is not rung then. Empty if the route brings doorbells, or the task has to wait. The caller closes it.
     */
    default Optional<Slots.Slot> slot(String type) {
        return Optional.empty();
    }

    /** Whether ringing never waits, so that ringing for many takes no threads. */
    default boolean isNear() {
        return false;
    }

    /**
     * Asks the far end whether it would take doorbells of this type, for people who look for what is wrong. Changes nothing.
     *
     * @return what is there
     * @throws DispatchFailed with what is wrong and the remedy
     */
    String probe(String type);

    /** The queues at the far end to which doorbells of these types go, as far as they are there. May go over a network. */
    default List<FarQueue> queues(Set<String> types) {
        return List.of();
    }

    /** Begins to take in doorbells of these types from afar, if the route has a far end that brings them here. */
    default void listen(Set<String> types) {}

    /** Takes in no more of them. What is needed to ring stays open. */
    default void stopListening() {}

    /** Looks for tasks of its own that wait, if there is a place for it to look; called about once a second. */
    default void sweep() {}

    /** About how many tasks wait for a slot of this process, as far as the route knows of them. */
    default int waiting() {
        return 0;
    }

    /** How long a doorbell may stay unanswered before the sweeper rings again. */
    default Duration patience() {
        return SHORT_PATIENCE;
    }

    /** Why the route can't work although it is asked for, with the remedy; empty while its configuration is sound. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** What {@link #fault} keeps from being done. */
    default DispatchFailed.Stage faultyStage() {
        return DispatchFailed.Stage.SETTINGS;
    }

    /** Why tasks are not being taken although they could be; empty while all is well. Restarting is the remedy. */
    default Optional<String> stuck() {
        return Optional.empty();
    }
}
