package dev.handoff.edge.telemetry;

import dev.handoff.engine.store.Outcome;

/** How an attempt ended, for people who count. */
final class AttemptOutcome {

    private AttemptOutcome() {}

    /** As it labels metrics and spans. */
    static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> "succeeded";
            case Outcome.Retry _ -> "retry";
            case Outcome.Dead _ -> "dead";
            case Outcome.Cancelled _ -> "cancelled";
            case Outcome.Released _ -> "released";
        };
    }
}
