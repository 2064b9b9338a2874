package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task to be stored.
 *
 * @param inputJson kept to the letter
 * @param route where its doorbells go; chosen once, so that a change of configuration doesn't move accepted tasks
 * @param patience how long its doorbell may stay unanswered before the sweeper rings again; at most 24 days
 * @param priority higher goes first
 * @param runAt not before; empty for at once
 * @param dedupeKey unique over all tasks
 * @param parent the task that submitted this one
 * @param traceparent the submitter's W3C trace context
 * @param error why it can never work; it is stored as dead then and never rung for
 * @param group that it is a member of
 * @param hold of whom the first attempt is from the start; empty if the task waits
 */
public record NewTask(
        TaskId id,
        String type,
        String inputJson,
        String route,
        Duration patience,
        int priority,
        Optional<Instant> runAt,
        Optional<String> dedupeKey,
        Optional<TaskId> parent,
        Optional<String> traceparent,
        Optional<String> error,
        Optional<GroupId> group,
        Optional<Hold> hold) {}
