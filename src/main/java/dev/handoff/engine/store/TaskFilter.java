package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks to list, newest first.
 *
 * @param group whose members
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 * @param details what no index knows, or only in part
 * @param after the last task of the page before; empty for the first page
 * @param limit from 1 to 1000
 */
public record TaskFilter(
        Optional<String> type,
        Optional<TaskState> state,
        Optional<GroupId> group,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Details details,
        Optional<TaskId> after,
        int limit) {

    /** By what indexes know alone. */
    public TaskFilter(
            Optional<String> type,
            Optional<TaskState> state,
            Optional<GroupId> group,
            Optional<Instant> createdFrom,
            Optional<Instant> createdBefore,
            Optional<TaskId> after,
            int limit) {
        var none = new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Among.ALL);
        this(type, state, group, createdFrom, createdBefore, none, after, limit);
    }

    /** The same in this state. */
    public TaskFilter in(TaskState only) {
        return new TaskFilter(type, Optional.of(only), group, createdFrom, createdBefore, details, after, limit);
    }

    /**
     * What people remember of a task.
     *
     * @param id how its id begins, in hexadecimal digits without hyphens
     * @param error what its error has in it, in whatever case
     * @param endedBefore exclusive
     */
    public record Details(
            Optional<String> id,
            Optional<String> route,
            Optional<String> error,
            Optional<Instant> endedBefore,
            Among among) {

        /** Whether tasks have to be looked at one by one, of which there may be millions. */
        boolean isLookedFor() {
            return route.isPresent()
                    || error.isPresent()
                    || among.types().isPresent()
                    || among.input().isPresent();
        }
    }

    /**
     * Among which tasks.
     *
     * @param tasks these alone, of which there are some thousands at most
     * @param types tasks of these alone
     * @param input what the first {@link TaskListQuery#MAX_INPUT} characters of the input have in them, in whatever case
     */
    public record Among(Optional<Set<TaskId>> tasks, Optional<Set<String>> types, Optional<String> input) {

        /** Among all. */
        public static final Among ALL = new Among(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
