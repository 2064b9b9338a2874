package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Ends attempts, those of many callers in one statement. */
final class TaskFinisher {

    private final Statements statements;

    TaskFinisher(Statements statements) {
        this.statements = statements;
    }

    /** An attempt that has ended. */
    record Finish(Beat last, TaskUpdate update) {

        TaskId task() {
            return last.task().id();
        }

        int weight() {
            var result = update.resultJson();
            return 1 + update.events().size() + (result == null ? 0 : GroupCommit.weight(result));
        }
    }

    /** No two of the same task. */
    List<Optional<Ended>> finish(List<Finish> finishes) {
        var parameters = new Columns<>(Rows.inOrderOfLocks(finishes, Finish::task))
                .uuids(it -> it.task().value())
                .integers(it -> it.last().task().attempt())
                .texts(it -> it.update().state().name())
                .texts(it -> it.update().resultJson())
                .texts(it -> it.update().error())
                .longs(it -> it.update().delay().toMillis())
                .texts(it -> it.update().note())
                .longs(it -> it.last().progress().map(Progress::done).orElse(null))
                .longs(it -> it.last().progress().map(Progress::total).orElse(null))
                .tuple();
        var events = finishes.stream()
                .flatMap(it -> it.update().events().stream().map(event -> new TaskEventRow(it.task(), event)))
                .toList();
        EventStore.columns(parameters, events.stream().map(TaskEventRow::event).toList());
        new Columns<>(events, parameters).uuids(it -> it.task().value());
        var ended = new HashMap<TaskId, Ended>();
        for (var row : statements.run(TaskSql.FINISH, parameters)) {
            ended.put(Rows.id(row), Rows.ended(row));
        }
        return finishes.stream()
                .map(it -> Optional.ofNullable(ended.get(it.task())))
                .toList();
    }

    /** An event of a task's success. */
    private record TaskEventRow(TaskId task, NewEvent event) {}
}
