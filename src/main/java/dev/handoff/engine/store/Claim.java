package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskRef;
import java.time.Duration;
import java.util.Optional;

/**
 * A task in the hands of one attempt.
 *
 * @param failures how many attempts have failed so far; crashed and released ones don't count
 * @param waited from the moment it was due to this claim
 * @param traceparent the submitter's W3C trace context
 * @param group that the task is a member of
 * @param suspect whether it was there when several processes died, and is to run apart
 */
public record Claim(
        TaskRef task,
        String inputJson,
        int failures,
        Duration waited,
        Optional<String> traceparent,
        Optional<GroupId> group,
        boolean suspect) {}
