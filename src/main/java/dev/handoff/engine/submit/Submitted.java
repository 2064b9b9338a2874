package dev.handoff.engine.submit;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.Optional;

/**
 * The answer to a submission.
 *
 * @param name what the route calls the task's doorbell, need not be unique; empty if none was rung
 * @param duplicate whether a submission with the same key was there before; nothing new was stored then
 */
public record Submitted(TaskId id, Optional<String> name, TaskState state, String route, boolean duplicate) {}
