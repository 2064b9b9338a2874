package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for a task. */
@Command(
        name = "watch",
        description = "Waits for a task to end and prints its result; the exit code is its outcome.",
        footer = "%nCtrl-C ends the waiting, not the task.")
final class Watch extends RemoteCommand {

    @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
    private String id;

    @Option(names = "--json", description = "Prints the result as JSON in one line.")
    private boolean json;

    @Override
    public Integer call() {
        return await(id, json);
    }
}
