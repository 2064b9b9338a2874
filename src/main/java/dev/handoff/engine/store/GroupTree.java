package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds the work that was handed on: groups that tasks have made, and what their members and completions have made in turn. */
@ApplicationScoped
public class GroupTree {

    private final Statements statements;

    GroupTree(Statements statements) {
        this.statements = statements;
    }

    /** A group that goes on, or whose completion does. */
    public record Active(GroupId id, TaskId completion) {}

    /** Those below a task, the oldest first. */
    public List<Active> below(TaskId task) {
        return active(GroupSql.BELOW_TASK, task.value());
    }

    /** Those below the members of a group, the oldest first. */
    public List<Active> below(GroupId group) {
        return active(GroupSql.BELOW_GROUP, group.value());
    }

    private List<Active> active(String sql, UUID top) {
        return statements.run(sql, Tuple.of(top)).stream()
                .map(row -> new Active(new GroupId(row.getUUID("id")), new TaskId(row.getUUID("completion_task"))))
                .toList();
    }
}
