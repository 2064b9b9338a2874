package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a task that has not ended, and what it has handed on to groups. */
@Command(
        name = "cancel",
        description = "Ends a task and the groups that it made: what waits at once, what runs within seconds.")
final class Cancel extends RemoteCommand {

    @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
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
