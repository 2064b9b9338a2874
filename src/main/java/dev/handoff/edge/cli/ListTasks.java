package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the latest tasks. */
@Command(name = "list", description = "Shows tasks, newest first.")
final class ListTasks extends RemoteCommand {

    @Mixin
    private final TaskChoice choice = new TaskChoice();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "Only of types with this label: component:NAME or task_type:NAME.")
    private String label;

    @Option(
            names = "--input",
            paramLabel = "TEXT",
            description = "Only with this in the beginning of their input, in whatever case.")
    private String input;

    @Mixin
    private final Paging paging = new Paging();

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var query = choice.parameters();
        Optional.ofNullable(label).ifPresent(it -> query.put("label", it));
        Optional.ofNullable(input).ifPresent(it -> query.put("input", it));
        var page = paging.read(server(), "/api/tasks", "tasks", query);
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
        tellOfPauses(page);
        Paging.tellMore(err(), page);
        return ExitCode.OK;
    }

    /** Why tasks wait is worth a question only if some do. */
    private void tellOfPauses(JsonNode page) {
        var waiting = page.path("tasks")
                .valueStream()
                .filter(task -> task.path("state").asText().equals("QUEUED"))
                .map(task -> task.path("type").asText())
                .collect(Collectors.toSet());
        if (waiting.isEmpty()) {
            return;
        }
        server().get("/api/task-types")
                .path("task_types")
                .valueStream()
                .filter(known -> known.has("paused")
                        && waiting.contains(known.path("name").asText()))
                .forEach(known -> err().println(paused(known)));
    }

    private static String paused(JsonNode known) {
        var pause = known.path("paused");
        return known.path("name").asText() + " is paused since "
                + pause.path("paused_at").asText() + " by " + pause.path("by").asText()
                + (pause.has("reason") ? ": " + pause.path("reason").asText() : "");
    }

    /** A type that is served no more may have tasks, so one without tasks alone is looked up. */
    private void refuseUnknownType() {
        var type = choice.type();
        if (type == null) {
            return;
        }
        var known = StreamSupport.stream(
                        server().get("/api/task-types").path("task_types").spliterator(), false)
                .map(it -> it.path("name").asText())
                .toList();
        if (!known.contains(type)) {
            throw Refused.usage("unknown task type " + type + ", of which there are no tasks; known are "
                    + String.join(", ", known) + Nearest.question(type, known));
        }
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
