package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    private String type;

    @Option(names = "--state", paramLabel = "STATE", description = "Only in this state: ${COMPLETION-CANDIDATES}.")
    private TaskState state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20).")
    private int limit;

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var page = server().get("/api/tasks", query());
        if (json) {
            out().println(page.toPrettyString());
            return ExitCode.OK;
        }
        var rows = StreamSupport.stream(page.path("tasks").spliterator(), false)
                .map(ListTasks::row)
                .toList();
        if (rows.isEmpty()) {
            err().println("no such tasks");
            return ExitCode.OK;
        }
        Table.print(out(), List.of("ID", "TYPE", "STATE", "ATTEMPT", "CREATED", "ERROR"), rows);
        if (page.hasNonNull("next_cursor")) {
            err().println("there are more; raise --limit");
        }
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        var query = new HashMap<String, String>();
        query.put("limit", Integer.toString(limit));
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
