package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells where tasks come from: which were sent again by which, and in which trace they were submitted. */
@ApplicationScoped
public class TaskOrigins {

    private static final int MAX_AGAIN = 100;

    private final Statements statements;

    TaskOrigins(Statements statements) {
        this.statements = statements;
    }

    /**
     * Where a task comes from.
     *
     * @param origin the task that it sends again; kept when that one is pruned
     * @param again the first 100 that send it again, oldest first
     * @param traceparent the W3C trace context of who submitted it; empty if that wasn't traced
     */
    public record Origins(Optional<TaskId> origin, List<TaskId> again, Optional<String> traceparent) {}

    /** @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL doesn't answer */
    public Origins of(TaskId task) {
        var row = statements
                .first(OriginSql.FIND, Tuple.of(task.value(), MAX_AGAIN))
                .orElseThrow();
        return new Origins(
                Optional.ofNullable(row.getUUID("origin")).map(TaskId::new),
                Arrays.stream(row.getArrayOfUUIDs("again")).map(TaskId::new).toList(),
                Optional.ofNullable(row.getString("traceparent")));
    }
}
