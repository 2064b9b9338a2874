package dev.handoff.engine.schedule;

import java.util.Collection;

/** There is no schedule of this name here. */
public final class ScheduleNotFound extends RuntimeException {

    ScheduleNotFound(String name, Collection<String> known) {
        super("there is no schedule " + name + "; "
                + (known.isEmpty() ? "HANDOFF_SCHEDULES is not set" : "known are " + String.join(", ", known)));
    }
}
