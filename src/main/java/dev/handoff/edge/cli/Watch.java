package dev.handoff.edge.cli;

import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for a task, or shows what happens to many. */
@Command(
        name = "watch",
        description =
                "Waits for a task to end and prints its result; the exit code is its outcome. Or shows what happens "
                        + "to many, a line for each event.",
        footer = {"%nCtrl-C ends the waiting, not the task.", "Example: handoff watch --type process-message"})
final class Watch extends RemoteCommand {

    @ArgGroup(multiplicity = "1")
    private What what;

    /** One of these. */
    static final class What {
        @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
        private String id;

        @Option(names = "--type", paramLabel = "TYPE", description = "What happens to all tasks of a type.")
        private String type;

        @Option(names = "--group", paramLabel = "ID", description = "What happens to a group and its members.")
        private String group;

        @Option(names = "--all", description = "What happens to all tasks.")
        private boolean all;
    }

    @Option(names = "--json", description = "Prints the result, or each event, as JSON in one line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (what.id != null) {
            return await(what.id, json);
        }
        var query = what.type != null
                ? Map.of("type", what.type)
                : what.group != null ? Map.of("group", what.group) : Map.<String, String>of();
        new EventLines(server(), out(), err(), json).show(query);
        return ExitCode.OK;
    }
}
