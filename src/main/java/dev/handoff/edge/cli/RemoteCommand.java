package dev.handoff.edge.cli;

import java.io.PrintWriter;
import java.util.Map;
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
        var stream = new EventBell(server, err());
        var last = new Follower(new Waiter(stream, err()), new Follower.Lookout() {
                    @Override
                    public Snapshot task(String task) {
                        stream.follow(Map.of("task", task));
                        return Snapshot.ofTask(server.get(Server.task(task) + "/status"));
                    }

                    @Override
                    public Snapshot group(String group) {
                        stream.follow(Map.of("group", group));
                        return Snapshot.ofGroup(server.get(Server.group(group)));
                    }
                })
                .toItsEnd(id);
        stream.close();
        return TaskEnd.of(server.get(Server.task(last))).print(out(), err(), raw);
    }
}
