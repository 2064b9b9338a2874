package dev.handoff.engine.live;

import dev.handoff.engine.store.Progress;
import dev.handoff.task.TaskState;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * What is told of a task.
 *
 * @param state where it stands now
 * @param attempt how often it was claimed
 * @param progress of the attempt that runs; missing if the handler has told none
 * @param error why it is dead or cancelled, or why its latest attempt did not succeed
 * @param delayMs until it is due again
 * @param groupId of the group that it is a member of
 */
public record TaskChange(
        @NotNull UUID taskId,
        @NotNull String type,
        @NotNull TaskState state,
        int attempt,
        Progress progress,
        String error,
        Long delayMs,
        UUID groupId) {}
