package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.util.Optional;

/**
 * A group to be stored, with the task that completes it.
 *
 * @param completion what the completion task will be called
 * @param type of the completion task, and so on
 * @param dedupeKey unique over all groups
 * @param parent the task that made the group
 * @param traceparent the W3C trace context of the caller that made the group
 */
public record NewGroup(
        GroupId id,
        OnFailure onFailure,
        TaskId completion,
        String type,
        String inputJson,
        String route,
        Duration patience,
        int priority,
        Optional<String> dedupeKey,
        Optional<TaskId> parent,
        Optional<String> traceparent) {}
