package dev.handoff.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps attempts of a type from beginning. */
@Command(name = "pause", description = "Keeps attempts of a type from beginning, on every instance; what runs goes on.")
final class Pause extends RemoteCommand {

    @Parameters(paramLabel = "TYPE", description = "The type, as ./handoff types shows it.")
    private String type;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown wherever the pause is.")
    private String reason;

    @Override
    public Integer call() {
        var paused = server().post(Server.type(type) + "/pause", Server.because(reason))
                .path("paused");
        out().println(type + " is paused since " + paused.path("paused_at").asText() + "; ./handoff resume " + type
                + " ends it");
        return ExitCode.OK;
    }
}
