package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How many tasks stand at the moment, in one statement. */
@ApplicationScoped
public class Standings {

    private static final String FIND = """
        SELECT id, type, route, priority, attempt, state, error, run_at - now() AS delay, group_id,
               progress_done, progress_total
        FROM task WHERE id = ANY($1::uuid[])
        """;

    private final Statements statements;

    public Standings(Statements statements) {
        this.statements = statements;
    }

    /** How a task stands, and how far its attempt has come. */
    public record Standing(Ended now, Optional<Progress> progress) {}

    /**
     * Those of these tasks that there are.
     *
     * @throws StoreUnavailable if PostgreSQL doesn't answer
     */
    public List<Standing> of(Collection<TaskId> tasks) {
        var ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        return statements.run(FIND, Tuple.tuple().addArrayOfUUID(ids)).stream()
                .map(row -> new Standing(
                        Rows.ended(row),
                        Optional.ofNullable(row.getLong("progress_done"))
                                .map(done -> new Progress(done, row.getLong("progress_total")))))
                .toList();
    }
}
