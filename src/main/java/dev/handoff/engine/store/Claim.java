package dev.handoff.engine.store;

import java.util.Optional;

/**
 * A task in the hands of one attempt.
 *
 * @param failures how many attempts have failed so far; crashed and released ones don't count
 * @param waitedMillis from the moment it was due to this claim
 * @param traceparent the submitter's W3C trace context
 */
public record Claim(
        Fence fence,
        String type,
        String inputJson,
        String route,
        int priority,
        int failures,
        long waitedMillis,
        Optional<String> traceparent) {

    public int attempt() {
        return fence.attempt();
    }
}
