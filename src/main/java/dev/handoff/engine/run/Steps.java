package dev.handoff.engine.run;

import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.task.Usage;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The steps of a task, as one attempt sees them. */
final class Steps {

    private static final int MAX_NAME_LENGTH = 200;

    private final Claim claim;
    private final TaskStore store;
    private final BooleanSupplier stopped;
    private final Set<String> askedFor = new HashSet<>();
    private Map<String, String> finished;
    private volatile boolean finishedOne;

    /** @param stopped whether the attempt has to end, and asking a silent store again is no use */
    Steps(Claim claim, TaskStore store, BooleanSupplier stopped) {
        this.claim = claim;
        this.store = store;
        this.stopped = stopped;
    }

    /** What the step returned in an earlier attempt, as JSON; empty if it has not finished yet. */
    synchronized Optional<String> finishedBefore(String name) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a step's name has 1 to " + MAX_NAME_LENGTH + " characters, was '" + name + "'");
        }
        if (!askedFor.add(name)) {
            throw new IllegalArgumentException("step " + name + " was asked for twice in one attempt");
        }
        if (finished == null) {
            // A first attempt has no past; asking the database for it would cost every task a round trip.
            finished = claim.task().attempt() == 1
                    ? Map.of()
                    : StoreRetry.until(stopped, () -> store.steps(claim.task().id()));
        }
        return Optional.ofNullable(finished.get(name));
    }

    /** Remembers a step that has finished. False if the task is no longer this attempt's. */
    boolean save(String name, String result, Optional<Usage> usage) {
        if (!StoreRetry.until(stopped, () -> store.saveStep(claim.task(), name, result, usage))) {
            return false;
        }
        finishedOne = true;
        return true;
    }

    /** Whether one has finished in this attempt. */
    boolean finishedOne() {
        return finishedOne;
    }
}
