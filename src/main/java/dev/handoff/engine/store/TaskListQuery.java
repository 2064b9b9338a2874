package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The statement that lists tasks by a filter, newest first. It has only the conditions that the filter asks for, so that
 * PostgreSQL plans each combination for itself.
 *
 * @param parameters in the order of their numbers
 */
record TaskListQuery(String sql, Tuple parameters) {

    /** How many tasks are looked at for what no index knows. */
    static final int MAX_LOOKED_AT = 20_000;

    /** How much of an input is looked at, in characters: twenty thousand whole ones may be gigabytes. */
    static final int MAX_INPUT = 4000;

    private static final int ID_DIGITS = 32;

    static TaskListQuery of(TaskFilter filter) {
        var parameters = Tuple.tuple();
        return new TaskListQuery(listed(filter, parameters), parameters);
    }

    /** The same without what may be long. */
    static TaskListQuery brief(TaskFilter filter) {
        var parameters = Tuple.tuple();
        return new TaskListQuery(
                "SELECT id, type, left(error, 500) AS error FROM (" + listed(filter, parameters)
                        + ") AS listed ORDER BY id DESC",
                parameters);
    }

    /**
     * Counts what matches among so many tasks of whatever age.
     *
     * @param most how many are looked at
     */
    static TaskListQuery count(TaskFilter filter, int most) {
        var parameters = Tuple.tuple();
        var matching = matching(filter, parameters) + " LIMIT " + place(parameters.addInteger(most));
        var looked = looked(filter.details(), parameters);
        return new TaskListQuery(
                "SELECT count(*) FILTER (WHERE " + String.join(" AND ", looked)
                        + ") AS matching, count(*) AS seen FROM (" + matching + ") AS looked_at",
                parameters);
    }

    private static String listed(TaskFilter filter, Tuple parameters) {
        var matching = newestFirst(filter, matching(filter, parameters));
        if (filter.details().isLookedFor()) {
            matching = "SELECT * FROM (" + matching + " LIMIT " + MAX_LOOKED_AT + ") AS newest WHERE "
                    + String.join(" AND ", looked(filter.details(), parameters)) + " ORDER BY id DESC";
        }
        return matching + " LIMIT " + place(parameters.addInteger(filter.limit()));
    }

    /** Finds the last task that a list looked at, if there are more behind it. */
    static TaskListQuery horizon(TaskFilter filter) {
        var parameters = Tuple.tuple();
        var matching = newestFirst(filter, matching(filter, parameters));
        return new TaskListQuery(
                "SELECT id FROM (" + matching + " LIMIT " + MAX_LOOKED_AT + ") AS newest ORDER BY id DESC OFFSET "
                        + (MAX_LOOKED_AT - 1) + " LIMIT 1",
                parameters);
    }

    private static List<String> looked(TaskFilter.Details details, Tuple parameters) {
        var conditions = new ArrayList<String>(List.of("true"));
        details.route().ifPresent(route -> conditions.add("route = " + place(parameters.addString(route))));
        details.error()
                .ifPresent(error ->
                        conditions.add("strpos(lower(error), lower(" + place(parameters.addString(error)) + ")) > 0"));
        var among = details.among();
        among.types()
                .ifPresent(types -> conditions.add(
                        "type = ANY(" + place(parameters.addArrayOfString(types.toArray(String[]::new))) + ")"));
        among.input()
                .ifPresent(text -> conditions.add("strpos(lower(left(input, " + MAX_INPUT + ")), lower("
                        + place(parameters.addString(text)) + ")) > 0"));
        return conditions;
    }

    private static String matching(TaskFilter filter, Tuple parameters) {
        var conditions = new ArrayList<String>(List.of("true"));
        filter.type().ifPresent(type -> {
            // For an equal sign the planner would forget the order by type, which only the index of types has.
            var place = place(parameters.addString(type));
            conditions.add("type BETWEEN " + place + " AND " + place);
        });
        // No parameter: a plan that has to fit any state can't use the indexes of single ones.
        filter.state().ifPresent(state -> conditions.add("state = '" + state + "'"));
        filter.group().ifPresent(group -> conditions.add("group_id = " + place(parameters.addUUID(group.value()))));
        filter.createdFrom().ifPresent(from -> {
            var first = Version7.firstOf(from.minus(Version7.CLOCK_SKEW));
            conditions.add("id >= " + place(parameters.addUUID(first)));
            conditions.add("created_at >= " + place(parameters.addOffsetDateTime(from.atOffset(ZoneOffset.UTC))));
        });
        filter.createdBefore().ifPresent(before -> {
            var end = Version7.firstOf(before.plus(Version7.CLOCK_SKEW));
            conditions.add("id < " + place(parameters.addUUID(end)));
            conditions.add("created_at < " + place(parameters.addOffsetDateTime(before.atOffset(ZoneOffset.UTC))));
        });
        filter.details().id().ifPresent(id -> {
            conditions.add("id >= " + place(parameters.addUUID(edge(id, "0"))));
            conditions.add("id <= " + place(parameters.addUUID(edge(id, "f"))));
        });
        filter.details().among().tasks().ifPresent(tasks -> {
            var ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
            conditions.add("id = ANY(" + place(parameters.addArrayOfUUID(ids)) + ")");
        });
        filter.details()
                .endedBefore()
                .ifPresent(before -> conditions.add(
                        "ended_at < " + place(parameters.addOffsetDateTime(before.atOffset(ZoneOffset.UTC)))));
        filter.after().ifPresent(after -> conditions.add("id < " + place(parameters.addUUID(after.value()))));
        return "SELECT * FROM task WHERE " + String.join(" AND ", conditions);
    }

    /** The first or the last id that begins like that. */
    private static UUID edge(String beginning, String digit) {
        var digits = beginning + digit.repeat(ID_DIGITS - beginning.length());
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
    }

    /**
     * The order is by id, in the words of the index that finds the tasks. In the order of another index the planner would
     * walk through millions of rows, expecting to meet some matches soon: it doesn't know that no task of this type waits,
     * or that a once frequent type has become rare.
     */
    private static String newestFirst(TaskFilter filter, String matching) {
        boolean unfinished = filter.state().isPresent() && !filter.state().get().isFinal();
        if (unfinished
                || filter.group().isPresent()
                || filter.details().among().tasks().isPresent()) {
            // No index has this order. OFFSET 0 keeps the planner from trying: the few that match are sorted.
            return "SELECT * FROM (" + matching + " OFFSET 0) AS few ORDER BY id DESC";
        }
        return matching + " ORDER BY " + (filter.type().isPresent() ? "type DESC, id DESC" : "id DESC");
    }

    private static String place(Tuple parameters) {
        return "$" + parameters.size();
    }

    /** A task without its history. */
    static TaskRecord task(Row row) {
        return new TaskRecord(
                new TaskId(row.getUUID("id")),
                row.getString("type"),
                TaskState.valueOf(row.getString("state")),
                row.getString("route"),
                row.getInteger("priority"),
                row.getString("input"),
                Optional.ofNullable(row.getString("result")),
                Optional.ofNullable(row.getString("error")),
                row.getInteger("attempt"),
                row.getInteger("failures"),
                Optional.ofNullable(row.getLong("progress_done"))
                        .map(done -> new Progress(done, row.getLong("progress_total"))),
                Optional.ofNullable(row.getUUID("parent_id")).map(TaskId::new),
                Optional.ofNullable(row.getUUID("group_id")).map(GroupId::new),
                Optional.ofNullable(row.getString("worker")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("run_at").toInstant(),
                moment(row, "started_at"),
                moment(row, "ended_at"),
                moment(row, "cancel_requested_at"),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
