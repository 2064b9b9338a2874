package dev.handoff.engine.store;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.NotFound;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Stores new tasks, some of them members of groups, those of many submissions in one statement. */
final class MemberInserter {

    private final Statements statements;
    private final WholeRequests requests;

    MemberInserter(Statements statements) {
        this.statements = statements;
        this.requests = new WholeRequests(statements);
    }

    /** The answer to one submission: its tasks, or the group that refuses it. */
    record Answer(List<Added> added, Optional<GroupId> refusedBy) {}

    private record Place(int submission, int task) {}

    static boolean concerns(List<NewTask> tasks) {
        return tasks.stream().anyMatch(task -> task.origin().group().isPresent());
    }

    List<Answer> add(List<List<NewTask>> submissions) {
        var added = submissions.stream().map(tasks -> new Added[tasks.size()]).toList();
        var refusedBy = new GroupId[submissions.size()];
        var missing = new ArrayList<>(IntStream.range(0, submissions.size())
                .boxed()
                .flatMap(i -> IntStream.range(0, added.get(i).length).mapToObj(j -> new Place(i, j)))
                .toList());
        var doubtful = new HashSet<Integer>();
        while (!missing.isEmpty()) {
            var refusing = new HashMap<Integer, GroupId>();
            for (var row : statements.run(GroupSql.ADD_MEMBERS, parameters(submissions, missing))) {
                var place = missing.get(row.getInteger("place") - 1);
                if (row.getUUID("id") == null) {
                    refusing.put(place.submission(), Rows.group(row).orElseThrow());
                } else {
                    added.get(place.submission())[place.task()] = added(row);
                }
            }
            // The statement waits for a seal that goes on, and then doesn't see the members that were stored meanwhile:
            // only a refusal of the next statement, which sees all of them, is one.
            refusing.forEach((submission, group) -> {
                if (!doubtful.add(submission)) {
                    refusedBy[submission] = group;
                }
            });
            // As with other tasks, a key that was taken after the statement's snapshot is found by the next one.
            missing.removeIf(place ->
                    refusedBy[place.submission()] != null || added.get(place.submission())[place.task()] != null);
        }
        return IntStream.range(0, refusedBy.length)
                .mapToObj(i -> refusedBy[i] == null
                        ? new Answer(requests.asAWhole(List.of(added.get(i))), Optional.empty())
                        : new Answer(List.of(), Optional.of(refusedBy[i])))
                .toList();
    }

    /** What answers tasks of a request whose key belongs to another one: the first task of that. */
    Optional<List<Added>> ofAnotherRequest(List<NewTask> tasks) {
        return tasks.getFirst()
                .request()
                .flatMap(request ->
                        statements.first(GroupSql.OTHER_REQUEST, Tuple.of(request.firstKey(), request.digest())))
                .map(row -> Collections.nCopies(tasks.size(), added(row)));
    }

    /** Why this group takes no more members. */
    RuntimeException refusal(GroupId group) {
        return statements
                .first("SELECT state FROM task_group WHERE id = $1", Tuple.of(group.value()))
                .<RuntimeException>map(row -> Conflict.state(
                        group, GroupState.valueOf(row.getString("state")), "only an OPEN group takes members"))
                .orElseGet(() -> NotFound.group(group));
    }

    private static Tuple parameters(List<List<NewTask>> submissions, List<Place> places) {
        var tasks = places.stream()
                .map(place -> submissions.get(place.submission()).get(place.task()))
                .toList();
        var tuple = TaskInserter.columns(tasks)
                .texts(task -> task.request().map(NewTask.Request::digest).orElse(null))
                .uuids(task -> task.origin().group().map(GroupId::value).orElse(null))
                .tuple();
        return new Columns<>(places, tuple).integers(Place::submission).tuple();
    }

    private static Added added(Row row) {
        return new Added(
                Rows.task(row),
                row.getString("input"),
                Rows.state(row),
                Rows.delay(row),
                Rows.group(row),
                row.getBoolean("earlier"),
                row.getBoolean("other"));
    }
}
