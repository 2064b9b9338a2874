package dev.handoff.edge.http;

import dev.handoff.engine.store.TaskFilter;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the parameters of a list of tasks. */
final class TaskQuery {

    private static final Set<String> KNOWN =
            Set.of("type", "state", "group", "created_from", "created_before", "limit", "cursor");

    // Types are listed that no handler serves any more, so only the form is checked.
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private TaskQuery() {}

    /** @throws BadRequest with the parameter, its value and what is allowed */
    static TaskFilter filter(MultivaluedMap<String, String> parameters) {
        var query = new Query(parameters, KNOWN);
        return new TaskFilter(
                query.matching("type", TYPE),
                query.oneOf("state", TaskState.values(), TaskState::name),
                query.value("group").map(TaskQuery::group),
                query.moment("created_from"),
                query.moment("created_before"),
                Cursor.read(query, 1, parts -> TaskId.parse(parts[0])),
                query.limit());
    }

    private static GroupId group(String text) {
        try {
            return GroupId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("group", "must be the id of a group", text);
        }
    }
}
