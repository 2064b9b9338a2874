package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends the pause of a type. */
@Command(name = "resume", description = "Has attempts of a paused type begin again; what is due begins at once.")
final class Resume extends RemoteCommand {

    @Parameters(paramLabel = "TYPE", description = "The type, as ./handoff types shows it.")
    private String type;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        var answer = server().post(Server.type(type) + "/resume", Server.because(reason));
        out().println(type + (answer.path("resumed").asBoolean() ? " goes on" : " wasn't paused"));
        return ExitCode.OK;
    }
}
