package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stores new tasks, those of many submissions in one statement. */
final class TaskInserter {

    private final Statements statements;
    private final WholeRequests requests;

    TaskInserter(Statements statements) {
        this.statements = statements;
        this.requests = new WholeRequests(statements);
    }

    static int weight(List<NewTask> tasks) {
        return tasks.stream()
                .mapToInt(task -> 1 + GroupCommit.weight(task.inputJson()))
                .sum();
    }

    /** Whether all are certainly new and due at once, so that PostgreSQL needs to return nothing about them. */
    static boolean isPlain(List<NewTask> tasks) {
        return tasks.stream()
                .allMatch(task -> task.dedupeKey().isEmpty()
                        && task.runAt().isEmpty()
                        && task.origin().again().isEmpty());
    }

    List<List<Added>> addPlain(List<List<NewTask>> submissions) {
        var paused =
                statements
                        .run(
                                AddSql.ADD_NEW,
                                parameters(submissions.stream()
                                        .flatMap(List::stream)
                                        .toList()))
                        .stream()
                        .map(row -> row.getString("type"))
                        .collect(Collectors.toSet());
        return submissions.stream()
                .map(tasks -> tasks.stream().map(task -> plain(task, paused)).toList())
                .toList();
    }

    List<List<Added>> add(List<List<NewTask>> submissions) {
        var added = addAll(submissions.stream().flatMap(List::stream).toList()).iterator();
        return submissions.stream()
                .map(tasks -> tasks.stream().map(_ -> added.next()).toList())
                .map(requests::asAWhole)
                .toList();
    }

    private List<Added> addAll(List<NewTask> tasks) {
        var added = new Added[tasks.size()];
        var missing = new ArrayList<>(IntStream.range(0, added.length).boxed().toList());
        boolean again = tasks.stream().anyMatch(task -> task.origin().again().isPresent());
        while (!missing.isEmpty()) {
            var batch = missing.stream().map(tasks::get).toList();
            var parameters = ofRequests(parameters(batch), batch);
            var rows = again
                    ? statements.run(OriginSql.ADD, withOrigins(parameters, batch))
                    : statements.run(AddSql.ADD, parameters);
            for (var row : rows) {
                int place = missing.get(row.getInteger("place") - 1);
                added[place] = row.getBoolean("earlier") ? duplicate(row) : added(tasks.get(place), row);
            }
            // A task whose key was taken after the statement's snapshot, by another submitter or by a neighbour in this
            // batch, is neither stored nor finds the earlier task. The next statement sees that one.
            missing.removeIf(i -> added[i] != null);
        }
        return List.of(added);
    }

    private static Tuple parameters(List<NewTask> tasks) {
        return columns(tasks).tuple();
    }

    /** Adds the columns of tasks with keys. */
    static Tuple ofRequests(Tuple parameters, List<NewTask> tasks) {
        return new Columns<>(tasks, parameters)
                .texts(task -> task.request().map(NewTask.Request::firstKey).orElse(null))
                .texts(task -> task.request().map(NewTask.Request::digest).orElse(null))
                .tuple();
    }

    private static Tuple withOrigins(Tuple parameters, List<NewTask> tasks) {
        return new Columns<>(tasks, parameters)
                .uuids(task -> task.origin().again().map(TaskId::value).orElse(null))
                .tuple();
    }

    /** The columns of new rows. */
    static Columns<NewTask> columns(List<NewTask> tasks) {
        return new Columns<>(tasks)
                .uuids(task -> task.id().value())
                .texts(task -> task.task().type())
                .texts(NewTask::inputJson)
                .texts(task -> task.task().route())
                .integers(task -> Math.toIntExact(task.patience().toMillis()))
                .integers(task -> task.task().priority())
                .moments(task -> task.runAt()
                        .map(moment -> moment.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .texts(task -> task.dedupeKey().orElse(null))
                .uuids(task -> task.origin().parent().map(TaskId::value).orElse(null))
                .texts(task -> task.origin().traceparent().orElse(null))
                .texts(task -> task.error().map(ErrorText::storable).orElse(null))
                .texts(task -> task.hold().map(Hold::worker).orElse(null))
                .longs(task -> task.hold().map(hold -> hold.lease().toMillis()).orElse(null));
    }

    private static Added plain(NewTask task, Set<String> paused) {
        boolean claimed =
                task.hold().isPresent() && !paused.contains(task.task().type());
        var state = task.error().isPresent() ? TaskState.DEAD : claimed ? TaskState.RUNNING : TaskState.QUEUED;
        return added(task, state, state == TaskState.RUNNING ? 1 : 0, Duration.ZERO);
    }

    private static Added added(NewTask task, Row row) {
        return added(task, Rows.state(row), row.getInteger("attempt"), Rows.delay(row));
    }

    private static Added added(NewTask task, TaskState state, int attempt, Duration delay) {
        return new Added(task.task().at(attempt), task.inputJson(), state, delay, Optional.empty(), false, false);
    }

    private static Added duplicate(Row row) {
        return new Added(
                Rows.task(row),
                row.getString("input"),
                Rows.state(row),
                Rows.delay(row),
                Optional.empty(),
                true,
                row.getBoolean("other"));
    }
}
