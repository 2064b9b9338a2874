package dev.handoff.cli;

import picocli.CommandLine.Command;

/** Looks for what is wrong. */
@Command(name = "doctor", description = "Checks what Handoff needs; each line says ok, or how to mend it.")
final class Doctor extends LocalCommand {

    @Override
    public Integer call() {
        return ExitCode.OK;
    }
}
