package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known about a task. */
@Command(name = "status", description = "Shows what is known about a task.")
final class Status extends RemoteCommand {

    private static final List<String> FACTS = List.of(
            "task_id",
            "type",
            "state",
            "route",
            "priority",
            "attempt",
            "failures",
            "created_at",
            "run_at",
            "started_at",
            "ended_at",
            "cancel_requested_at",
            "error");

    @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
    private String id;

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var task = server().get(Server.task(id));
        if (json) {
            out().println(task.toPrettyString());
            return ExitCode.OK;
        }
        for (var fact : FACTS) {
            if (task.hasNonNull(fact)) {
                print(fact.replace('_', ' '), task.path(fact).asText());
            }
        }
        var labels = task.path("labels");
        if (labels.has("component")) {
            print("component", labels.path("component").asText());
            print("task type", labels.path("task_type").asText());
        }
        var progress = task.path("progress");
        if (progress.has("total")) {
            print(
                    "progress",
                    progress.path("done").asText() + " of "
                            + progress.path("total").asText());
        }
        task.path("attempts").forEach(this::printAttempt);
        task.path("usage").forEach(this::printUsage);
        if (task.hasNonNull("result")) {
            out().println("result");
            out().println(task.path("result").toPrettyString().indent(2).stripTrailing());
        }
        return ExitCode.OK;
    }

    private void printAttempt(JsonNode attempt) {
        print(
                "attempt " + attempt.path("attempt").asText(),
                attempt.path("outcome").asText().toLowerCase(Locale.ROOT) + " at "
                        + attempt.path("ended_at").asText() + ": "
                        + attempt.path("error").asText());
    }

    private void printUsage(JsonNode usage) {
        print(
                "usage",
                "attempt %s: %s, %s calls, %s tokens in, %s out%s"
                        .formatted(
                                usage.path("attempt").asText(),
                                usage.path("model").asText(),
                                usage.path("calls").asText(),
                                usage.path("input_tokens").asText(),
                                usage.path("output_tokens").asText(),
                                usage.hasNonNull("cost")
                                        ? ", cost "
                                                + usage.path("cost")
                                                        .decimalValue()
                                                        .toPlainString()
                                        : ""));
    }

    private void print(String name, String value) {
        out().printf("%-20s %s%n", name, value);
    }
}
