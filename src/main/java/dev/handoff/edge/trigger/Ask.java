package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/** What an event asks for. */
sealed interface Ask {

    /** A task. */
    record Run(String type, JsonNode input) implements Ask {}

    /**
     * A task that can never work.
     *
     * @param input as much of it as could be read
     */
    record Broken(String type, JsonNode input, String error) implements Ask {}

    /** Nothing. */
    record Nothing(String reason) implements Ask {}
}
