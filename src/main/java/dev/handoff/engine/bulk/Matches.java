package dev.handoff.engine.bulk;

import dev.handoff.engine.store.MatchingTasks;
import dev.handoff.engine.store.MatchingTasks.Match;
import dev.handoff.engine.store.TaskCounts;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds and counts what a selection means. */
@ApplicationScoped
class Matches {

    private static final int PAGE = 1000;

    /** To tell what a task died of costs more than to compare it in PostgreSQL. */
    private static final int MAX_READ = 10_000;

    private final MatchingTasks tasks;

    Matches(MatchingTasks tasks) {
        this.tasks = tasks;
    }

    /** @param next as in a {@link MatchingTasks.Page} */
    record Part(List<TaskId> meant, Optional<TaskId> next) {}

    /** The next of those that are meant; perhaps none, although there are more. */
    Part part(Selection selection, TaskState in, Instant before, Optional<TaskId> after, int most) {
        var page = tasks.page(selection.filter(in, before, after, most));
        return new Part(
                page.matches().stream()
                        .filter(selection::means)
                        .map(Match::task)
                        .toList(),
                page.next());
    }

    TaskCounts.Count count(BulkAction action, Selection selection, Instant before) {
        var counts = selection.states(action).stream()
                .map(in -> selection.fingerprint().isPresent()
                        ? read(selection, in, before)
                        : tasks.count(selection.filter(in, before, Optional.empty(), PAGE)))
                .toList();
        return new TaskCounts.Count(
                counts.stream().mapToLong(TaskCounts.Count::count).sum(),
                counts.stream().anyMatch(TaskCounts.Count::isMore));
    }

    private TaskCounts.Count read(Selection selection, TaskState in, Instant before) {
        long count = 0;
        var after = Optional.<TaskId>empty();
        for (int read = 0; read < MAX_READ; read += PAGE) {
            var part = part(selection, in, before, after, PAGE);
            count += part.meant().size();
            after = part.next();
            if (after.isEmpty()) {
                return new TaskCounts.Count(count, false);
            }
        }
        return new TaskCounts.Count(count, true);
    }
}
