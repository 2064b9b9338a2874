package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.bulk.Selection;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the parameters of a list of tasks. */
final class TaskQuery {

    private static final Set<String> KNOWN = Set.of(
            "type", "state", "group", "created_from", "created_before", "id", "route", "error", "limit", "cursor");

    private static final Set<String> COUNTED = Set.of("type", "group");

    private static final Set<String> SELECTED =
            Set.of("type", "state", "group", "created_from", "created_before", "id", "route", "error", "fingerprint");

    // Types are listed that no handler serves any more, so only the form is checked.
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][\\w:.-]{0,99}");

    private static final Pattern ROUTE = Pattern.compile("[a-z][a-z-]{0,30}");
    private static final Pattern ID = Pattern.compile("(?:[0-9a-fA-F]-?){4,32}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern ERROR = Pattern.compile("\\P{Cntrl}{2,200}");

    private TaskQuery() {}

    /** What is counted: a type's tasks, a group's, or all. */
    static TaskFilter counted(MultivaluedMap<String, String> parameters, TaskTypes types) {
        return filter(new Query(parameters, COUNTED), types);
    }

    /** @throws BadRequest with the parameter, its value and what is allowed */
    static TaskFilter filter(MultivaluedMap<String, String> parameters, TaskTypes types) {
        return filter(new Query(parameters, KNOWN), types);
    }

    /**
     * What something is to be done to.
     *
     * @throws BadRequest as with a list, and without any parameter
     */
    static Selection selection(MultivaluedMap<String, String> parameters, TaskTypes types) {
        var query = new Query(parameters, SELECTED);
        var selection = Selection.of(filter(query, types), query.matching("fingerprint", FINGERPRINT));
        if (selection.meansEverything()) {
            throw new BadRequest("type", "or another parameter is needed, since without any all tasks are meant");
        }
        return selection;
    }

    private static TaskFilter filter(Query query, TaskTypes types) {
        return new TaskFilter(
                query.matching("type", TYPE).map(types::nameOf),
                query.oneOf("state", TaskState.values(), TaskState::name),
                query.value("group").map(TaskQuery::group),
                query.moment("created_from"),
                query.moment("created_before"),
                new TaskFilter.Details(
                        query.matching("id", ID).map(id -> id.replace("-", "").toLowerCase(Locale.ROOT)),
                        query.matching("route", ROUTE),
                        query.matching("error", ERROR),
                        Optional.empty()),
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
