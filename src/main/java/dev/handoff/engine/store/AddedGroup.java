package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;

/**
 * A group that is stored now.
 *
 * @param earlier whether the dedupe key found a group that was there before; the rest then describes that one
 */
public record AddedGroup(
        GroupId id,
        GroupState state,
        OnFailure onFailure,
        TaskId completion,
        String type,
        String inputJson,
        boolean earlier) {}
