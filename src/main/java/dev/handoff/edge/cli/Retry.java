package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives dead tasks another chance. */
@Command(
        name = "retry",
        description = "Puts a dead task back into the queue, or all that match, with all attempts ahead of them.",
        footer = "%nExample: handoff retry --type transcribe --error timeout --rate 20 --yes")
final class Retry extends RemoteCommand {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The task's id, as submit printed it.")
    private String id;

    @Mixin
    private final ManyTasks many = new ManyTasks();

    @Option(names = "--wait", description = "Waits for the end and prints the result; the exit code is the outcome.")
    private boolean wait;

    @Option(names = "--json", description = "With --wait, prints the result as JSON in one line.")
    private boolean json;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        if (many.areMeant(id)) {
            var task = many.order("retry", reason, this);
            return wait && task.isPresent() ? await(task.get(), json) : ExitCode.OK;
        }
        server().post(Server.task(id) + "/retry", Server.because(reason));
        if (wait) {
            return await(id, json);
        }
        out().println("queued again");
        return ExitCode.OK;
    }
}
