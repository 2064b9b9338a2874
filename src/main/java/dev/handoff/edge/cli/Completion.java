package dev.handoff.edge.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Lets a shell complete what a person begins to type. */
@Command(
        name = "completion",
        description = "Prints a script by which bash or zsh completes commands and options.",
        footer = "%nExample: source <(./handoff completion)")
final class Completion extends LocalCommand {

    @Override
    public Integer call() {
        out().println(AutoComplete.bash("handoff", commandLine().getParent()));
        return ExitCode.OK;
    }
}
