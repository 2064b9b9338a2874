package dev.handoff.engine.bulk;

import dev.handoff.engine.store.Fingerprint;
import dev.handoff.engine.store.MatchingTasks.Match;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks are meant: by what a list of tasks is narrowed by, and by what they died of.
 *
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 * @param id how the id begins, in hexadecimal digits without hyphens
 * @param error what the error has in it, in whatever case
 * @param fingerprint of the error
 */
public record Selection(
        Optional<String> type,
        Optional<TaskState> state,
        Optional<GroupId> group,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Optional<String> id,
        Optional<String> route,
        Optional<String> error,
        Optional<String> fingerprint) {

    /** @param filter its cursor and its limit are ignored */
    public static Selection of(TaskFilter filter, Optional<String> fingerprint) {
        return new Selection(
                filter.type(),
                filter.state(),
                filter.group(),
                filter.createdFrom(),
                filter.createdBefore(),
                filter.details().id(),
                filter.details().route(),
                filter.details().error(),
                fingerprint);
    }

    /** Whether every task is meant. */
    public boolean meansEverything() {
        return equals(of(
                new TaskFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1),
                Optional.empty()));
    }

    /** Those in which the action finds tasks, one after the other. */
    List<TaskState> states(BulkAction action) {
        return action.states().stream()
                .filter(it -> state.isEmpty() || state.get() == it)
                .toList();
    }

    /**
     * A part of what is meant.
     *
     * @param before what was submitted, or has ended, later is not meant
     */
    TaskFilter filter(TaskState in, Instant before, Optional<TaskId> after, int limit) {
        var created = createdBefore.filter(before::isAfter).orElse(before);
        var ended = in.isFinal() ? Optional.of(before) : Optional.<Instant>empty();
        return new TaskFilter(
                type,
                Optional.of(in),
                group,
                createdFrom,
                Optional.of(created),
                new TaskFilter.Details(id, route, error, ended, TaskFilter.Among.ALL),
                after,
                limit);
    }

    /** What PostgreSQL can't tell of a task that it has found. */
    boolean means(Match match) {
        return fingerprint.isEmpty()
                || fingerprint
                        .get()
                        .equals(Fingerprint.of(match.type(), match.error().orElse("")));
    }
}
