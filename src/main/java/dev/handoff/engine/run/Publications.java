package dev.handoff.engine.run;

import dev.handoff.engine.store.NewEvent;
import java.util.ArrayList;
import java.util.List;

/** What a handler has published so far, to be stored with its success. */
final class Publications {

    private static final int MAX_EVENTS = 100;

    private final List<NewEvent> events = new ArrayList<>();

    synchronized void add(NewEvent event) {
        if (events.size() == MAX_EVENTS) {
            throw new IllegalStateException("an attempt may publish at most " + MAX_EVENTS + " events");
        }
        events.add(event);
    }

    synchronized List<NewEvent> all() {
        return List.copyOf(events);
    }
}
