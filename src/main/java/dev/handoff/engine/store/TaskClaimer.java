package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Claims tasks by id, those of many doorbells in one statement. */
final class TaskClaimer {

    private final Statements statements;

    TaskClaimer(Statements statements) {
        this.statements = statements;
    }

    /** A claim that is asked for. */
    record Wanted(TaskId task, Hold hold, boolean suspects) {}

    /** No two about the same task. */
    List<Optional<Claim>> claim(List<Wanted> wanted) {
        var parameters = new Columns<>(Rows.inOrderOfLocks(wanted, Wanted::task))
                .uuids(it -> it.task().value())
                .texts(it -> it.hold().worker())
                .longs(it -> it.hold().lease().toMillis())
                .booleans(Wanted::suspects)
                .tuple();
        var claims = new HashMap<TaskId, Claim>();
        for (var row : statements.run(TaskSql.CLAIM, parameters)) {
            claims.put(Rows.id(row), Rows.claim(row));
        }
        return wanted.stream()
                .map(it -> Optional.ofNullable(claims.get(it.task())))
                .toList();
    }
}
