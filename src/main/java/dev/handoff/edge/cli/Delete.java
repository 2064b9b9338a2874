package dev.handoff.edge.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes tasks that have ended. */
@Command(name = "delete", description = "Deletes tasks that have ended, with their attempts and steps.")
final class Delete extends RemoteCommand {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tasks, as submit printed them.")
    private List<String> ids;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        var server = server();
        for (var id : ids) {
            server.delete(Server.task(id), Map.of("reason", Objects.requireNonNullElse(reason, "")));
            out().println("deleted " + id);
        }
        return ExitCode.OK;
    }
}
