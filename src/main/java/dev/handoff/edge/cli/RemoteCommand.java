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
        try (var bell = new EventBell(server, err())) {
            var last = new Follower(new Waiter(bell, err()), new Remote(server, bell)).toItsEnd(id);
            return TaskEnd.of(server.get(Server.task(last))).print(out(), err(), raw);
        }
    }

    /** Looks at the server, and follows what goes on. The stream begins with the state, so nothing falls between the two. */
    private record Remote(Server server, EventBell bell) implements Follower.Lookout {

        @Override
        public Snapshot task(String id) {
            return followed(Map.of("task", id), Snapshot.ofTask(server.get(Server.task(id) + "/status")));
        }

        @Override
        public Snapshot group(String id) {
            return followed(Map.of("group", id), Snapshot.ofGroup(server.get(Server.group(id))));
        }

        private Snapshot followed(Map<String, String> query, Snapshot snapshot) {
            if (!snapshot.ended()) {
                bell.follow(query);
            }
            return snapshot;
        }
    }
}
