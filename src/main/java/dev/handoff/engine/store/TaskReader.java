package dev.handoff.engine.store;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * Reads tasks for people and programs, without what their types keep secret. Throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer.
 */
public interface TaskReader {

    /** With its attempts and steps. */
    Optional<TaskRecord> find(TaskId task);

    /** The task's input as JSON, to the letter, secrets too, for its handler alone; empty if there is no such task. */
    Optional<String> input(TaskId task);

    /** One page; shorter than the limit if it is the last. */
    List<TaskRecord> list(TaskFilter filter);

    /**
     * Those of a type that ended as DEAD or CANCELLED and whose input holds a text, newest first.
     *
     * @param most how many
     */
    List<TaskRecord> lost(String type, String text, int most);

    /**
     * Where a list that looks for what no index knows has given up looking: the last task that it looked at.
     *
     * @return empty if it has looked at all of them
     */
    Optional<TaskId> horizon(TaskFilter filter);

    /** Types and states that have no task are left out. */
    List<Depth> depth();
}
