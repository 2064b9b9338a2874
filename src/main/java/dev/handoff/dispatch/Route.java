package dev.handoff.dispatch;

import java.util.Optional;

/** Carries doorbells one way. An application-scoped bean in a package of its own. */
public interface Route {

    /** As it is stored with tasks and told to submitters. */
    String name();

    /**
     * Brings the doorbell to a {@link TaskReceiver}, here or elsewhere, at once or when it is due. The task is committed
     * already: a ring that gets lost makes it late, never lost.
     *
     * @throws DispatchFailed if the doorbell can't be brought; the sweeper will ring again
     */
    Rung ring(Doorbell bell);

    /** Why tasks are not being taken although they could be; empty while all is well. Restarting is the remedy. */
    default Optional<String> stuck() {
        return Optional.empty();
    }
}
