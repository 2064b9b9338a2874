package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a dead task another chance. */
@Command(name = "retry", description = "Puts a dead task back into the queue, with all its attempts ahead of it.")
final class Retry extends RemoteCommand {

    @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
    private String id;

    @Option(names = "--wait", description = "Waits for the end and prints the result; the exit code is the outcome.")
    private boolean wait;

    @Option(names = "--json", description = "With --wait, prints the result as JSON in one line.")
    private boolean json;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        server().post(Server.task(id) + "/retry", Server.because(reason));
        if (wait) {
            return await(id, json);
        }
        out().println("queued again");
        return ExitCode.OK;
    }
}
