package dev.handoff.engine.store;

import java.time.Duration;
import java.util.List;

/** How an attempt ended. */
public sealed interface Outcome {

    /**
     * The work is done.
     *
     * @param events what is published with it; not stored if the attempt ends otherwise after all
     */
    record Succeeded(String resultJson, List<NewEvent> events) implements Outcome {

        public Succeeded {
            events = List.copyOf(events);
        }

        /** Without events. */
        public Succeeded(String resultJson) {
            this(resultJson, List.of());
        }
    }

    /** The attempt failed; the task is due again after the delay. */
    record Retry(Duration delay, String error) implements Outcome {}

    /** The attempt failed and the task is given up. */
    record Dead(String error) implements Outcome {}

    /** The task was cancelled. */
    record Cancelled(String reason) implements Outcome {}

    /** The instance couldn't go on, through no fault of the task: it is due again after the delay and nothing is counted. */
    record Released(Duration delay, String reason) implements Outcome {

        /** At once. */
        public Released(String reason) {
            this(Duration.ZERO, reason);
        }
    }
}
