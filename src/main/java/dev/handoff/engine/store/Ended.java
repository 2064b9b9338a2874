package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskState;
import java.util.Optional;

/**
 * What became of an attempt, or of a task without one.
 *
 * @param state where the task stands now
 * @param due when it is QUEUED again: what to ring
 * @param error why the attempt did not succeed
 * @param group that the task is a member of
 */
public record Ended(
        Fence fence,
        String type,
        TaskState state,
        Optional<Due> due,
        Optional<String> error,
        Optional<GroupId> group) {}
