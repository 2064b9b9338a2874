package dev.handoff.engine.live;

import dev.handoff.task.GroupState;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * What is told of a group.
 *
 * @param state where it stands now
 * @param completionTaskId the task that is to follow it, or follows
 * @param members how many are in which state; missing where nobody has counted
 */
public record GroupChange(@NotNull UUID groupId, @NotNull GroupState state, UUID completionTaskId, Members members) {

    /** How many members are in which state. */
    public record Members(long queued, long running, long succeeded, long dead, long cancelled) {}
}
