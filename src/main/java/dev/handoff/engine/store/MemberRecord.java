package dev.handoff.engine.store;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.Optional;

/** A member of a group, as its completion task sees it. */
public record MemberRecord(
        TaskId id, String type, TaskState state, Optional<String> resultJson, Optional<String> error) {}
