package dev.handoff.task;

import java.util.Optional;

/**
 * A member of a group, as its completion task sees it.
 *
 * @param result of one that succeeded
 * @param error why one didn't
 */
public record GroupMember<R>(TaskId id, String type, TaskState state, Optional<R> result, Optional<String> error) {}
