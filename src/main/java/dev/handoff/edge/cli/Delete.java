package dev.handoff.edge.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes tasks that have ended. */
@Command(
        name = "delete",
        description = "Deletes tasks that have ended, with their attempts and steps.",
        footer = "%nExample: handoff delete --type process-message --before 2026-01-01T00:00Z --yes")
final class Delete extends RemoteCommand {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of tasks, as submit printed them.")
    private List<String> ids = List.of();

    @Mixin
    private final ManyTasks many = new ManyTasks();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        if (many.areMeant(ids.isEmpty() ? null : ids.getFirst())) {
            many.order("delete", reason, this);
            return ExitCode.OK;
        }
        var server = server();
        for (var id : ids) {
            server.delete(Server.task(id), Map.of("reason", Objects.requireNonNullElse(reason, "")));
            out().println("deleted " + id);
        }
        return ExitCode.OK;
    }
}
