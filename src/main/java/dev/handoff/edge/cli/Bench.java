package dev.handoff.edge.cli;

import dev.handoff.kit.config.DatabaseUrlSource;
import dev.handoff.kit.config.PlainConfig;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.ScratchDatabase;
import dev.handoff.tool.bench.Measurement;
import dev.handoff.tool.bench.Phase;
import dev.handoff.tool.bench.Plan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the engine. */
@Command(
        name = "bench",
        description = "Measures the engine on this machine and database, beside what they do without it.",
        footer = {
            "%nIts tasks are in a database of its own on the same server, which is dropped at the end, also after Ctrl-C.",
            "A figure that misses its aim is no error; a task that got lost is one (5)."
        })
final class Bench extends LocalCommand {

    /** The usual route is local, since a type is light unless the configuration says otherwise. */
    enum Way {
        LOCAL,
        RABBITMQ
    }

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "20000",
            description = "The most tasks for one rate; five times as many wait for --only idle (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--producers",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many submit at a time, and how many connections stand beside them (${DEFAULT-VALUE}).")
    private int producers;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Tasks a second while latency is measured, and events a second to each subject that clients "
                    + "follow (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--finished",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many finished tasks lie in the table before, as after months of use (${DEFAULT-VALUE}).")
    private int finished;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description = "local or rabbitmq (default: what the configuration chooses for process-message).")
    private Optional<Way> route;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PHASE",
            description = "enqueue, drain, latency, idle or live, or some of them with commas (default: all).")
    private Set<Phase> only = EnumSet.allOf(Phase.class);

    @Option(names = "--json", description = "Prints all figures as JSON in one line.")
    private boolean json;

    @Override
    public Integer call() {
        var plan = plan();
        var here = inProcess();
        return here.withDatabase(() -> {
            here.checkDatabase();
            try (var scratch = ScratchDatabase.beside(here.database())) {
                var queue = queue(scratch.url().database());
                var settings = settings(queue);
                settings.putAll(DatabaseUrlSource.settings(scratch.url()));
                var wanted = new BenchRun.Wanted(plan, queue, disk(scratch.url()), json);
                return here.quarkus(BenchRun.class, settings, Order.write(wanted));
            }
        });
    }

    private Plan plan() {
        try {
            return new Plan(tasks, producers, rate, finished, only);
        } catch (IllegalArgumentException e) {
            throw Refused.usage(e.getMessage());
        }
    }

    /** A folder on the database's disk, as far as that can be known; none if the database is on another machine. */
    private List<String> disk(DatabaseUrl database) {
        try {
            if (!InetAddress.getByName(database.host()).isLoopbackAddress()) {
                return List.of();
            }
        } catch (UnknownHostException e) {
            return List.of();
        }
        var data = PlainConfig.data(PlainConfig.of(environment()));
        var folder = Files.isDirectory(data) ? data : Path.of(System.getProperty("java.io.tmpdir"));
        return List.of(folder.toString());
    }

    /**
     * No others' tasks, events, queues or hints, and tables that are made whatever the environment. A server only for clients
     * that follow, on this machine and with a key of its own.
     */
    private Map<String, String> settings(String queue) {
        var settings = new HashMap<>(InProcess.QUIET);
        settings.putAll(Map.of(
                "quarkus.flyway.migrate-at-start", "true",
                "handoff.engine.drain", "0s",
                "handoff.engine.serve", Measurement.TYPE,
                "handoff.bus.relay", "false",
                "handoff.dispatch.dry-run", "false",
                "handoff.scheduler.schedules", "",
                "handoff.redis.url", "",
                "handoff.rabbitmq-route.queue", queue,
                "handoff.nats.enabled", "false"));
        if (only.contains(Phase.LIVE)) {
            settings.putAll(Map.of(
                    "quarkus.http.host-enabled", "true",
                    "quarkus.http.host", "127.0.0.1",
                    "quarkus.http.port", "0",
                    "handoff.api.key", UUID.randomUUID().toString()));
        }
        route.ifPresent(way -> settings.putAll(Map.of(
                "handoff.dispatch.routes",
                Measurement.TYPE + ":" + way.name().toLowerCase(Locale.ROOT),
                "handoff.rabbitmq.enabled",
                Boolean.toString(way == Way.RABBITMQ))));
        return settings;
    }

    /** Named after the database, below the prefix of the others, since the user may be allowed no other names. */
    private String queue(String database) {
        var usual = PlainConfig.unchecked(environment(), Mappings.ALL)
                .getValue("handoff.rabbitmq-route.queue", String.class);
        return usual + (usual.endsWith(".") || usual.endsWith("-") ? "" : ".") + database;
    }
}
