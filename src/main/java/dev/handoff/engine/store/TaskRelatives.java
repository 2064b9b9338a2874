package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Tells which tasks a task comes from, and which it has submitted. */
@ApplicationScoped
public class TaskRelatives {

    private static final int MAX_FOLLOW_UPS = 100;

    private final Statements statements;

    TaskRelatives(Statements statements) {
        this.statements = statements;
    }

    /** @param isParent whether it has submitted others */
    public record Relative(TaskId id, String type, TaskState state, Instant createdAt, boolean isParent) {

        private static Relative of(Row row) {
            return new Relative(
                    new TaskId(row.getUUID("id")),
                    row.getString("type"),
                    TaskState.valueOf(row.getString("state")),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getBoolean("is_parent"));
        }
    }

    /**
     * The tasks around one.
     *
     * @param above the one that has submitted it last, and before it the one that has submitted that, and so on for at most 20;
     *     those that were pruned are missing, and so are those above them
     * @param followUps the first 100 that it has submitted, members of its groups too, oldest first
     * @param isMore whether there are more of these
     */
    public record Relatives(List<Relative> above, List<Relative> followUps, boolean isMore) {}

    /**
     * The tasks around this one.
     *
     * @throws NotFound if there is no such task
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL doesn't answer
     */
    public Relatives of(TaskId task) {
        var line = read(RelativeSql.LINE, Tuple.of(task.value()));
        if (line.isEmpty()) {
            throw NotFound.task(task);
        }
        var followUps = read(RelativeSql.FOLLOW_UPS, Tuple.of(task.value(), MAX_FOLLOW_UPS + 1));
        return new Relatives(
                line.subList(0, line.size() - 1),
                followUps.subList(0, Math.min(MAX_FOLLOW_UPS, followUps.size())),
                followUps.size() > MAX_FOLLOW_UPS);
    }

    private List<Relative> read(String sql, Tuple parameters) {
        return statements.run(sql, parameters).stream().map(Relative::of).toList();
    }
}
