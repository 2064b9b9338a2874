package dev.handoff.engine.outbox;

import java.util.UUID;

/** The id belongs to an earlier event with another topic or other data. Nothing new was stored under it. */
public final class EventReused extends RuntimeException {

    public EventReused(UUID event) {
        super("event " + event + " was published before, with another topic or other data; choose a new id or key");
    }
}
