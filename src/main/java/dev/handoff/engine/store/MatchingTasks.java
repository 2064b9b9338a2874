package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Finds and counts all tasks that match a filter, for those who act on each. Throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer.
 */
@ApplicationScoped
public class MatchingTasks {

    /** How many tasks are looked at to count those that match. */
    public static final int MAX_COUNTED = 100_000;

    private final Statements statements;
    private final TaskReader reader;

    MatchingTasks(Statements statements, TaskReader reader) {
        this.statements = statements;
        this.reader = reader;
    }

    /** @param error its first 500 characters; empty if it has none */
    public record Match(TaskId task, String type, Optional<String> error) {}

    /**
     * A part of what matches, newest first. It may be empty and have a next one.
     *
     * @param next the last task that was looked at, after which to go on; empty if it was the last of all
     */
    public record Page(List<Match> matches, Optional<TaskId> next) {}

    public Page page(TaskFilter filter) {
        var query = TaskListQuery.brief(filter);
        var matches = statements.run(query.sql(), query.parameters()).stream()
                .map(row -> new Match(
                        new TaskId(row.getUUID("id")),
                        row.getString("type"),
                        Optional.ofNullable(row.getString("error"))))
                .toList();
        var next =
                matches.size() == filter.limit() ? Optional.of(matches.getLast().task()) : reader.horizon(filter);
        return new Page(matches, next);
    }

    /** How many match of the first {@link #MAX_COUNTED} that are looked at. */
    public TaskCounts.Count count(TaskFilter filter) {
        var query = TaskListQuery.count(filter, MAX_COUNTED + 1);
        var row = statements.first(query.sql(), query.parameters()).orElseThrow();
        boolean isMore = row.getLong("seen") > MAX_COUNTED;
        return new TaskCounts.Count(Math.min(MAX_COUNTED, row.getLong("matching")), isMore);
    }
}
