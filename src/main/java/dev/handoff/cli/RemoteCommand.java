package dev.handoff.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks a running server, and does without Quarkus. */
@Command(mixinStandardHelpOptions = true)
abstract class RemoteCommand implements Callable<Integer> {

    @ParentCommand
    private Handoff handoff;

    @Spec
    private CommandSpec spec;

    Server server() {
        return new Server(handoff.environment());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Returns when the task has ended, having told its result or its error. */
    int await(String id, boolean raw) {
        var server = server();
        new Waiting(err()).untilEnd(() -> Standing.of(server.get(Server.task(id) + "/status")));
        return Ending.of(server.get(Server.task(id))).print(out(), err(), raw);
    }
}
