package dev.handoff.edge.http;

import dev.handoff.engine.store.Pause;
import dev.handoff.engine.store.PausedType;
import java.time.Instant;
import java.util.Optional;

/** @param by whom: the name of a key or an account */
record PauseView(Instant pausedAt, String by, Optional<String> reason) {

    static PauseView of(PausedType type) {
        return new PauseView(type.since(), type.by(), type.reason());
    }

    static PauseView of(Pause pause) {
        return new PauseView(pause.since(), pause.by(), pause.reason());
    }
}
