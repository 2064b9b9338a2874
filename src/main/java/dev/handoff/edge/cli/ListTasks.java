package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.text.Nearest;
import dev.handoff.task.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the latest tasks. */
@Command(name = "list", description = "Shows tasks, newest first.")
final class ListTasks extends RemoteCommand {

    private static final int MAX_PAGE = 1000;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    private String type;

    @Option(names = "--state", paramLabel = "STATE", description = "Only in this state: ${COMPLETION-CANDIDATES}.")
    private TaskState state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20).")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Goes on where an earlier list ended.")
    private String cursor = "";

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var page = page();
        if (json) {
            out().println(page.toPrettyString());
            return ExitCode.OK;
        }
        var rows = StreamSupport.stream(page.path("tasks").spliterator(), false)
                .map(ListTasks::row)
                .toList();
        if (rows.isEmpty()) {
            refuseUnknownType();
            err().println("no such tasks");
            return ExitCode.OK;
        }
        Table.print(out(), List.of("ID", "TYPE", "STATE", "ATTEMPT", "CREATED", "ERROR"), rows);
        if (page.hasNonNull("next_cursor")) {
            err().println("there are more; go on with --cursor "
                    + page.path("next_cursor").asText());
        }
        return ExitCode.OK;
    }

    /** As many of the server's pages as it takes. */
    private ObjectNode page() {
        if (limit < 1) {
            throw Refused.usage("--limit must be at least 1, was " + limit);
        }
        var tasks = JsonNodeFactory.instance.arrayNode();
        var all = JsonNodeFactory.instance.objectNode();
        var next = cursor;
        do {
            var page = server().get("/api/tasks", query(Math.min(MAX_PAGE, limit - tasks.size()), next));
            page.path("tasks").forEach(tasks::add);
            next = page.path("next_cursor").asText("");
        } while (!next.isEmpty() && tasks.size() < limit);
        all.set("tasks", tasks);
        return next.isEmpty() ? all : all.put("next_cursor", next);
    }

    /** A type that is served no more may have tasks, so one without tasks alone is looked up. */
    private void refuseUnknownType() {
        if (type == null) {
            return;
        }
        var known = StreamSupport.stream(server().get("/api/task-types").spliterator(), false)
                .map(it -> it.path("name").asText())
                .toList();
        if (!known.contains(type)) {
            throw Refused.usage("unknown task type " + type + ", of which there are no tasks; known are "
                    + String.join(", ", known) + Nearest.question(type, known));
        }
    }

    private Map<String, String> query(int most, String from) {
        var query = new HashMap<String, String>();
        query.put("limit", Integer.toString(most));
        query.put("cursor", from);
        query.put("type", type == null ? "" : type);
        query.put("state", state == null ? "" : state.name());
        return query;
    }

    private static List<String> row(JsonNode task) {
        return List.of(
                task.path("task_id").asText(),
                task.path("type").asText(),
                task.path("state").asText(),
                task.path("attempt").asText(),
                task.path("created_at").asText(),
                task.path("error").asText(""));
    }
}
