package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends tasks that have not ended, and what they have handed on to groups. */
@Command(
        name = "cancel",
        description = "Ends a task, or all that match, and the groups that they made: what waits at once, what runs "
                + "within seconds.",
        footer = "%nExample: handoff cancel --type transcribe --state QUEUED --reason 'submitted twice'")
final class Cancel extends RemoteCommand {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The task's id, as submit printed it.")
    private String id;

    @Mixin
    private final ManyTasks many = new ManyTasks();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        if (many.areMeant(id)) {
            many.order("cancel", reason, this);
            return ExitCode.OK;
        }
        var answer = server().post(Server.task(id) + "/cancel", Server.because(reason));
        var state = answer.path("state").asText();
        if (answer.path("cancelled").asBoolean()) {
            out().println(
                            switch (state) {
                                case "CANCELLED" -> "cancelled";
                                case "SUCCEEDED", "DEAD" ->
                                    "is " + state + "; what it has handed on is cancelled, group " + groups(answer);
                                default -> "is being cancelled";
                            });
            return ExitCode.OK;
        }
        if (state.equals("SUCCEEDED") || state.equals("DEAD")) {
            throw Refused.usage("task " + id + " has ended already, it is " + state);
        }
        out().println("was cancelled already");
        return ExitCode.OK;
    }

    private static String groups(JsonNode answer) {
        return String.join(
                ", ", answer.path("groups").valueStream().map(JsonNode::asText).toList());
    }
}
