package dev.handoff.domain.monitoring;

import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a scan stands.
 *
 * @param transmittedMessages how many were sent in all; empty until the sender has told so
 * @param flaggedMessages those with at least one reason
 * @param failedMessages those of which something could not be checked
 * @param finishedBy the task that has finished it
 */
public record ScanRecord(
        String id,
        String communityServer,
        Optional<Long> transmittedMessages,
        long batches,
        long processedMessages,
        long flaggedMessages,
        long failedMessages,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> finishedAt,
        Optional<TaskId> finishedBy) {}
