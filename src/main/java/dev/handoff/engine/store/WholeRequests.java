package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import java.util.Collections;
import java.util.List;

/** Sees to it that of different requests with one key, which come at the same instant, one is stored. */
final class WholeRequests {

    private final Statements statements;

    WholeRequests(Statements statements) {
        this.statements = statements;
    }

    /**
     * Takes back the tasks of a request whose key another one took at the same instant, in the same statement or elsewhere.
     * Nobody has been told of them.
     *
     * @return the same tasks; or the other request's in the place of each
     */
    List<Added> asAWhole(List<Added> tasks) {
        var taken = tasks.stream().filter(Added::otherRequest).findFirst();
        var stored = tasks.stream().filter(task -> !task.duplicate()).toList();
        if (taken.isEmpty() || stored.isEmpty()) {
            return tasks;
        }
        statements.run(
                AddSql.TAKE_BACK,
                new Columns<>(Rows.inOrderOfLocks(stored, Added::id))
                        .uuids(task -> task.id().value())
                        .tuple());
        return Collections.nCopies(tasks.size(), taken.get());
    }
}
