package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a task that has not ended. */
@Command(name = "cancel", description = "Ends a task: a waiting one at once, a running one within seconds.")
final class Cancel extends RemoteCommand {

    @Parameters(paramLabel = "ID", description = "The task's id, as submit printed it.")
    private String id;

    @Override
    public Integer call() {
        var answer = server().post(Server.task(id) + "/cancel");
        var state = answer.path("state").asText();
        if (answer.path("cancelled").asBoolean()) {
            out().println(state.equals("CANCELLED") ? "cancelled" : "is being cancelled");
            return ExitCode.OK;
        }
        if (state.equals("SUCCEEDED") || state.equals("DEAD")) {
            throw Refused.usage("task " + id + " has ended already, it is " + state);
        }
        out().println("was cancelled already");
        return ExitCode.OK;
    }
}
