package dev.handoff.engine.sweep;

import java.time.Duration;

/** What became of pruning here. Fired as a CDI event after the fact, for telemetry; nothing may depend on it. */
public sealed interface PruneEvent {

    /**
     * Some were deleted; a run that finds none makes no event.
     *
     * @param what {@code tasks}, {@code groups}, {@code events} or what a domain keeps; {@code abandoned groups} were ended, to be deleted later
     */
    record Pruned(String what, long count, Duration took) implements PruneEvent {}

    /** Something could not be deleted; the next run looks for it again, here or elsewhere. */
    record Trouble(Exception cause) implements PruneEvent {}
}
