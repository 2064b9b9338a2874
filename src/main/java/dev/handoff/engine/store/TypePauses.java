package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Pauses and resumes types. Claims and submissions look at the same table, so that a pause holds on every instance at once. */
final class TypePauses {

    /** The rest of a condition on a type. PostgreSQL reads the table once for each statement, not for each row. */
    static final String GOES_ON = " <> ALL(ARRAY(SELECT type FROM paused_type))";

    private static final int BATCH = 1000;

    private final Statements statements;

    TypePauses(Statements statements) {
        this.statements = statements;
    }

    Optional<PausedType> pause(String type, Actor actor) {
        var parameters = Tuple.of(type, actor.name(), actor.reason().orElse(null));
        return statements
                .first(
                        PauseSql.PAUSE,
                        actor.entry("task_type.pause", "task_type", type).addTo(parameters))
                .map(TypePauses::pausedType);
    }

    /** What is due is brought forward while the pause lasts, and once more, as some may have come meanwhile. */
    boolean resume(String type, Actor actor) {
        ringDue(type);
        var entry = actor.entry("task_type.resume", "task_type", type);
        boolean resumed =
                statements.first(PauseSql.RESUME, entry.addTo(Tuple.of(type))).isPresent();
        ringDue(type);
        return resumed;
    }

    private void ringDue(String type) {
        OffsetDateTime last = null;
        long seen;
        do {
            var row = statements
                    .first(PauseSql.RING_DUE, Tuple.of(type, last, BATCH))
                    .orElseThrow();
            seen = row.getLong("count");
            last = row.getOffsetDateTime("last");
        } while (seen == BATCH);
    }

    List<PausedType> all() {
        return statements.run(PauseSql.ALL, Tuple.tuple()).stream()
                .map(TypePauses::pausedType)
                .toList();
    }

    boolean turnAway(TaskId task, String worker) {
        return statements
                .first(PauseSql.TURN_AWAY, Tuple.of(task.value(), worker))
                .isPresent();
    }

    private static PausedType pausedType(Row row) {
        return new PausedType(
                row.getString("type"),
                row.getOffsetDateTime("paused_at").toInstant(),
                row.getString("paused_by"),
                Optional.ofNullable(row.getString("reason")));
    }
}
