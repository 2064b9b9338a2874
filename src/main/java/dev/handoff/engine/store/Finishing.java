package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Ends attempts, many at a time. */
final class Finishing {

    private final Statements statements;

    Finishing(Statements statements) {
        this.statements = statements;
    }

    /** An attempt that has ended. */
    record Finish(Beat last, Change change) {

        TaskId task() {
            return last.fence().task();
        }

        int weight() {
            var result = change.resultJson();
            return 1 + change.events().size() + (result == null ? 0 : GroupCommit.weight(result));
        }
    }

    /** No two of the same task. */
    List<Optional<Ended>> finish(List<Finish> finishes) {
        var parameters = new Columns<>(Rows.inOrderOfLocks(finishes, Finish::task))
                .uuids(it -> it.task().value())
                .integers(it -> it.last().fence().attempt())
                .texts(it -> it.change().state().name())
                .texts(it -> it.change().resultJson())
                .texts(it -> it.change().error())
                .longs(it -> it.change().delay().toMillis())
                .texts(it -> it.change().note())
                .longs(it -> it.last().progress().map(Progress::done).orElse(null))
                .longs(it -> it.last().progress().map(Progress::total).orElse(null))
                .tuple();
        var events = finishes.stream()
                .flatMap(it -> it.change().events().stream().map(event -> new Publication(it.task(), event)))
                .toList();
        EventStore.columns(parameters, events.stream().map(Publication::event).toList());
        new Columns<>(events, parameters).uuids(it -> it.task().value());
        var ended = new HashMap<TaskId, Ended>();
        for (var row : statements.run(Sql.FINISH, parameters)) {
            ended.put(Rows.id(row), Rows.ended(row));
        }
        return finishes.stream()
                .map(it -> Optional.ofNullable(ended.get(it.task())))
                .toList();
    }

    /** An event of a task's success. */
    private record Publication(TaskId task, NewEvent event) {}
}
