package dev.handoff.edge.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes tasks that have ended. */
@Command(name = "delete", description = "Deletes tasks that have ended, with their attempts and steps.")
final class Delete extends RemoteCommand {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tasks, as submit printed them.")
    private List<String> ids;

    @Override
    public Integer call() {
        var server = server();
        for (var id : ids) {
            server.delete(Server.task(id));
            out().println("deleted " + id);
        }
        return ExitCode.OK;
    }
}
