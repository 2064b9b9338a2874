package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.bulk.Selection;
import dev.handoff.engine.store.DeadTasks;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.task.GroupId;
import dev.handoff.task.Labels;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parameters of a list of tasks. */
final class TaskQuery {

    private static final Set<String> KNOWN = Set.of(
            "type",
            "state",
            "group",
            "created_from",
            "created_before",
            "id",
            "route",
            "error",
            "fingerprint",
            "label",
            "input",
            "limit",
            "cursor");

    private static final Set<String> COUNTED = Set.of("type", "group");

    private static final Set<String> SELECTED =
            Set.of("type", "state", "group", "created_from", "created_before", "id", "route", "error", "fingerprint");

    // Types are listed that no handler serves any more, so only the form is checked.
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][\\w:.-]{0,99}");

    private static final Pattern ROUTE = Pattern.compile("[a-z][a-z-]{0,30}");
    private static final Pattern ID = Pattern.compile("(?:[0-9a-fA-F]-?){4,32}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern TEXT = Pattern.compile("\\P{Cntrl}{2,200}");
    private static final Pattern LABEL = Pattern.compile("(component|task_type):[a-z][a-z0-9_]{0,62}");

    private TaskQuery() {}

    /** What is counted: a type's tasks, a group's, or all. */
    static TaskFilter counted(MultivaluedMap<String, String> parameters, TaskTypes types) {
        return filter(new Query(parameters, COUNTED), types);
    }

    /**
     * A list.
     *
     * @param seesData whether the caller is shown inputs, and so may look for them
     * @throws BadRequest with the parameter, its value and what is allowed
     * @throws ForbiddenException if the caller looks for inputs that it isn't shown
     */
    static TaskFilter listed(
            MultivaluedMap<String, String> parameters, TaskTypes types, DeadTasks dead, boolean seesData) {
        var query = new Query(parameters, KNOWN);
        var input = query.matching("input", TEXT);
        if (input.isPresent() && !seesData) {
            throw new ForbiddenException("inputs are not shown to this caller, who can't look for them either");
        }
        var labelled = query.matching("label", LABEL).map(label -> labelled(label, types));
        // A secret that can be looked for can be guessed, letter by letter.
        var readable = input.map(_ -> names(types, type -> type.secrets().isEmpty()));
        var among = new TaskFilter.Among(
                query.matching("fingerprint", FINGERPRINT).map(dead::ofKind), both(labelled, readable), input);
        var filter = filter(query, types, among);
        return among.tasks().isPresent() && filter.state().isEmpty() ? filter.in(TaskState.DEAD) : filter;
    }

    private static Set<String> labelled(String text, TaskTypes types) {
        var parts = text.split(":");
        Function<Labels, String> label = parts[0].equals("component") ? Labels::component : Labels::taskType;
        var labelled = names(
                types, type -> type.labels().map(label).filter(parts[1]::equals).isPresent());
        if (labelled.isEmpty()) {
            throw new BadRequest(
                    "label", "must be a label of a type that is known here; GET /api/task-types lists them", text);
        }
        return labelled;
    }

    private static Set<String> names(TaskTypes types, Predicate<TaskType<?, ?>> meant) {
        return types.all().stream().filter(meant).map(TaskType::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Set<String>> both(Optional<Set<String>> some, Optional<Set<String>> others) {
        return some.map(types -> others.map(
                                open -> types.stream().filter(open::contains).collect(Collectors.toSet()))
                        .orElse(types))
                .or(() -> others);
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
        return filter(query, types, TaskFilter.Among.ALL);
    }

    private static TaskFilter filter(Query query, TaskTypes types, TaskFilter.Among among) {
        return new TaskFilter(
                query.matching("type", TYPE).map(types::nameOf),
                query.oneOf("state", TaskState.values(), TaskState::name),
                query.value("group").map(TaskQuery::group),
                query.moment("created_from"),
                query.moment("created_before"),
                new TaskFilter.Details(
                        query.matching("id", ID).map(id -> id.replace("-", "").toLowerCase(Locale.ROOT)),
                        query.matching("route", ROUTE),
                        query.matching("error", TEXT),
                        Optional.empty(),
                        among),
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
