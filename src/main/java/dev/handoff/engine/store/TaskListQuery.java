package dev.handoff.engine.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statement that lists tasks by a filter, newest first. It has only the conditions that the filter asks for, so that
 * PostgreSQL plans each combination for itself.
 *
 * @param parameters values of {@code sql} by name
 */
record TaskListQuery(String sql, Map<String, Object> parameters) {

    static TaskListQuery of(TaskFilter filter) {
        var conditions = new ArrayList<String>(List.of("true"));
        var parameters = new HashMap<String, Object>();
        filter.type().ifPresent(type -> {
            // For an equal sign the planner would forget the order by type, which only the index of types has.
            conditions.add("type BETWEEN :type AND :type");
            parameters.put("type", type);
        });
        // No parameter: a plan that has to fit any state can't use the indexes of single ones.
        filter.state().ifPresent(state -> conditions.add("state = '" + state + "'"));
        filter.createdFrom().ifPresent(from -> {
            conditions.add("id >= :fromId AND created_at >= :from");
            parameters.put("fromId", Version7.firstOf(from.minus(Version7.CLOCK_SKEW)));
            parameters.put("from", from);
        });
        filter.createdBefore().ifPresent(before -> {
            conditions.add("id < :beforeId AND created_at < :before");
            parameters.put("beforeId", Version7.firstOf(before.plus(Version7.CLOCK_SKEW)));
            parameters.put("before", before);
        });
        filter.after().ifPresent(after -> {
            conditions.add("id < :after");
            parameters.put("after", after.value());
        });
        parameters.put("limit", filter.limit());
        var matching = "SELECT * FROM task WHERE " + String.join(" AND ", conditions);
        return new TaskListQuery(newestFirst(filter, matching), parameters);
    }

    /**
     * The order is by id, in the words of the index that finds the tasks. In the order of another index the planner would
     * walk through millions of rows, expecting to meet some matches soon: it doesn't know that no task of this type waits,
     * or that a once frequent type has become rare.
     */
    private static String newestFirst(TaskFilter filter, String matching) {
        if (filter.state().isPresent() && !filter.state().get().isFinal()) {
            // No index has this order. OFFSET 0 keeps the planner from trying: the few unfinished tasks are sorted.
            return "SELECT * FROM (" + matching + " OFFSET 0) AS unfinished ORDER BY id DESC LIMIT :limit";
        }
        var order = filter.type().isPresent() ? "type DESC, id DESC" : "id DESC";
        return matching + " ORDER BY " + order + " LIMIT :limit";
    }
}
