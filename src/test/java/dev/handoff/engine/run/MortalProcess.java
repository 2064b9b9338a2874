package dev.handoff.engine.run;

import dev.handoff.Settings;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.local.LocalConfig;
import dev.handoff.engine.dispatch.local.LocalRoute;
import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A process that runs what waits in a database, until nothing is left there or a task ends it. */
final class MortalProcess {

    static final String TYPE = "t";
    static final String INNOCENT = "\"innocent\"";
    static final String POISON = "\"poison\"";

    /** How it ends if a task has ended it. */
    static final int DIED = 137;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final AtomicInteger CLAIMED = new AtomicInteger();

    private MortalProcess() {}

    /** How one has ended, and what it said about that. */
    record Ending(int status, String errors) {}

    /** Runs one to its end. */
    static Ending run(DatabaseUrl database) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MortalProcess.class.getName(),
                        database.full())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ending(process.waitFor(), errors);
    }

    /** The process's part. */
    public static void main(String... arguments) {
        try (var postgres = new TestStore(DatabaseUrl.parse(arguments[0]), _ -> {})) {
            var slots = new Slots(100, _ -> OptionalInt.empty());
            var route = new LocalRoute(slots, tasks(postgres), Settings.of(LocalConfig.class), Clock.systemUTC());
            route.listen(Set.of(TYPE));
            while (unfinished(postgres) > 0) {
                route.sweep();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    static long unfinished(TestStore postgres) {
        return postgres.statements
                .first("SELECT count(*) AS n FROM task WHERE state IN ('QUEUED', 'RUNNING')", Tuple.tuple())
                .orElseThrow()
                .getLong("n");
    }

    private static WaitingTasks tasks(TestStore postgres) {
        var config = Settings.of(EngineConfig.class, Map.of());
        return new WaitingTasks(
                postgres.store,
                null,
                new Instance(),
                claim -> attempt(postgres, claim),
                new Quarantine(),
                config,
                null) {

            /** There is no other instance. */
            @Override
            public void listen(Consumer<Set<String>> waiting) {}
        };
    }

    /** Poison acts at once. Others end when nobody is left beside them, so that they are there when it does. */
    private static Claimed attempt(TestStore postgres, Claim claim) {
        CLAIMED.incrementAndGet();
        return new Claimed() {
            @Override
            public String type() {
                return TYPE;
            }

            @Override
            public void run(Optional<Duration> budget) {
                if (claim.inputJson().equals(POISON)) {
                    Runtime.getRuntime().halt(DIED);
                }
                while (CLAIMED.get() > 1) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                postgres.store.finish(new Beat(claim.task(), Optional.empty()), new Outcome.Succeeded("1"));
                CLAIMED.decrementAndGet();
            }
        };
    }
}
