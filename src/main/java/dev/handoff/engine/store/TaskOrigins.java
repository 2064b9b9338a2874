package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells which tasks were sent again by which. */
@ApplicationScoped
public class TaskOrigins {

    private static final int MAX_AGAIN = 100;

    private final Statements statements;

    TaskOrigins(Statements statements) {
        this.statements = statements;
    }

    /**
     * What a task has to do with others.
     *
     * @param origin the task that it sends again; kept when that one is pruned
     * @param again the first 100 that send it again, oldest first
     */
    public record Origins(Optional<TaskId> origin, List<TaskId> again) {}

    /** @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL doesn't answer */
    public Origins of(TaskId task) {
        var row = statements
                .first(OriginSql.FIND, Tuple.of(task.value(), MAX_AGAIN))
                .orElseThrow();
        return new Origins(
                Optional.ofNullable(row.getUUID("origin")).map(TaskId::new),
                Arrays.stream(row.getArrayOfUUIDs("again")).map(TaskId::new).toList());
    }
}
