package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import java.util.List;

/** Finds out who holds tasks, and takes them away from processes that have died. */
final class Rescuer {

    private final Statements statements;

    Rescuer(Statements statements) {
        this.statements = statements;
    }

    List<Ended> rescue(int limit, int mostCrashes) {
        return statements.run(RescueSql.RESCUE, Tuple.of(limit, mostCrashes)).stream()
                .map(Rows::ended)
                .toList();
    }

    List<Held> held(String worker) {
        return statements.run(RescueSql.HELD, Tuple.of(worker)).stream()
                .map(row -> new Held(
                        Rows.task(row), row.get(Interval.class, "since").toDuration()))
                .toList();
    }

    int releases(TaskId task, String reason) {
        return statements
                .first(RescueSql.RELEASES, Tuple.of(task.value(), reason))
                .orElseThrow()
                .getInteger("releases");
    }
}
