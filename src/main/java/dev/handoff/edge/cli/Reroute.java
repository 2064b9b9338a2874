package dev.handoff.edge.cli;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.store.Backlog;
import dev.handoff.engine.store.Roster;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditStore;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves tasks to other routes. */
@Command(
        name = "reroute",
        description = "Moves waiting tasks from routes that are switched off to those that the settings choose now.",
        footer = "%nTo be run with the settings of the servers: they say which routes there are.")
final class Reroute extends LocalCommand {

    @Option(
            names = "--from",
            paramLabel = "ROUTE",
            description = "All tasks of this route that belong to another one by now, though it would take them.")
    private String from;

    @Option(names = "--type", paramLabel = "TYPE", description = "Tasks of this type alone.")
    private String type;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
    private String reason;

    @Override
    public Integer call() {
        var wanted = new Wanted(from, type, reason);
        return inProcess().run(Application.class, both(InProcess.QUIET, InProcess.IDLE), Order.write(wanted));
    }

    /**
     * Which tasks are to be moved.
     *
     * @param from null for routes that can't bring them
     * @param type null for every type
     * @param reason null if none was given
     */
    record Wanted(String from, String type, String reason) {}

    /** The part that happens inside of Quarkus. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private final Roster roster;
        private final Dispatcher dispatcher;
        private final AuditStore audit;

        Application(Roster roster, Dispatcher dispatcher, AuditStore audit) {
            this.roster = roster;
            this.dispatcher = dispatcher;
            this.audit = audit;
        }

        @Override
        public int run(String... arguments) {
            var wanted = Order.read(arguments, Wanted.class);
            long moved = 0;
            for (var backlog : roster.backlogs()) {
                if (isWanted(backlog, wanted)) {
                    moved += move(backlog, actor(wanted));
                }
            }
            if (moved == 0) {
                System.out.println("no task has to be moved");
            }
            return ExitCode.OK;
        }

        private boolean isWanted(Backlog backlog, Wanted wanted) {
            boolean stranded =
                    dispatcher.obstacle(backlog.route(), backlog.type()).isPresent();
            return (wanted.type() == null || wanted.type().equals(backlog.type()))
                    && (wanted.from() == null ? stranded : wanted.from().equals(backlog.route()));
        }

        private static Actor actor(Wanted wanted) {
            return new Actor(
                    "command line of " + System.getProperty("user.name"), Optional.ofNullable(wanted.reason()));
        }

        private long move(Backlog backlog, Actor actor) {
            var route = dispatcher.choose(backlog.type());
            if (route.equals(backlog.route())) {
                return 0;
            }
            long moved = roster.reroute(backlog.type(), backlog.route(), route, dispatcher.patience(route));
            var places = Map.of("from", backlog.route(), "to", route, "tasks", Long.toString(moved));
            audit.add(actor.entry("task_type.reroute", "task_type", backlog.type(), places));
            System.out.println(moved + " of " + backlog.type() + " moved from " + backlog.route() + " to " + route);
            return moved;
        }
    }
}
