package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims tasks: by id, those of many doorbells in one statement, or from the table. */
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

    List<Claim> take(Map<String, Integer> limits, int most, Hold hold) {
        var parameters = new Columns<>(List.copyOf(limits.entrySet()))
                .texts(Map.Entry::getKey)
                .integers(Map.Entry::getValue)
                .tuple()
                .addInteger(most)
                .addString(hold.worker())
                .addLong(hold.lease().toMillis());
        return statements.run(TaskSql.TAKE, parameters).stream()
                .map(Rows::claim)
                .toList();
    }

    Optional<Claim> takeSuspect(Set<String> types, Hold hold) {
        var parameters = Tuple.tuple()
                .addArrayOfString(types.toArray(String[]::new))
                .addString(hold.worker())
                .addLong(hold.lease().toMillis());
        return statements.first(TaskSql.TAKE_SUSPECT, parameters).map(Rows::claim);
    }
}
