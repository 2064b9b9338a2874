package dev.handoff.edge.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that does its work in this process. */
@Command(mixinStandardHelpOptions = true)
abstract class LocalCommand implements Callable<Integer> {

    @ParentCommand
    private Handoff handoff;

    @Spec
    private CommandSpec spec;

    Map<String, String> environment() {
        return handoff.environment();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    CommandLine commandLine() {
        return spec.commandLine();
    }

    InProcess inProcess() {
        return new InProcess(environment(), err());
    }

    static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        var all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
