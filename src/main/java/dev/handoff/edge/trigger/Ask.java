package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** What an event asks for. */
public sealed interface Ask {

    /**
     * A task.
     *
     * @param at not before; empty for at once
     * @param priority from -100 to 100; higher goes first
     */
    record Run(String type, JsonNode input, Optional<Instant> at, int priority) implements Ask {

        /** At once, like any other. */
        Run(String type, JsonNode input) {
            this(type, input, Optional.empty(), 0);
        }
    }

    /**
     * A task that can never work.
     *
     * @param input as much of it as could be read
     */
    record Broken(String type, JsonNode input, String error) implements Ask {}

    /** Nothing. */
    record Nothing(String reason) implements Ask {}
}
