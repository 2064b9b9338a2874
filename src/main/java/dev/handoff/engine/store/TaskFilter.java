package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.Optional;

/**
 * Which tasks to list, newest first.
 *
 * @param group whose members
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 * @param after the last task of the page before; empty for the first page
 * @param limit from 1 to 1000
 */
public record TaskFilter(
        Optional<String> type,
        Optional<TaskState> state,
        Optional<GroupId> group,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Optional<TaskId> after,
        int limit) {}
