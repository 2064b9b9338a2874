package dev.handoff.engine.sweep;

import dev.handoff.kit.database.StoreUnavailable;
import java.time.Duration;

/** What became of pruning here. Fired as a CDI event after the fact, for telemetry; nothing may depend on it. */
public sealed interface PruneEvent {

    /**
     * Some were deleted; a run that finds none makes no event.
     *
     * @param what {@code tasks} or {@code events}
     */
    record Pruned(String what, long count, Duration took) implements PruneEvent {}

    /** A run ended early; what it left is looked for by the next one, here or elsewhere. */
    record Trouble(StoreUnavailable cause) implements PruneEvent {}
}
