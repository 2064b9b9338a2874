package dev.handoff.tool.bench;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.tool.bench.Report.Drain;
import dev.handoff.tool.bench.Report.Enqueue;
import dev.handoff.tool.bench.Report.Idle;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of all that is to be measured. */
@ApplicationScoped
public class Measurement {

    /** The type of the tasks. */
    public static final String TYPE = "process-message";

    private final Surroundings surroundings;
    private final Connections connections;
    private final BareLimits bare;
    private final EngineRates engine;
    private final LatencyPhase latency;
    private final LivePhase live;
    private final Load load;
    private final History history;
    private final Dispatcher dispatcher;

    Measurement(
            Surroundings surroundings,
            Connections connections,
            BareLimits bare,
            EngineRates engine,
            LatencyPhase latency,
            LivePhase live,
            Load load,
            History history,
            Dispatcher dispatcher) {
        this.surroundings = surroundings;
        this.connections = connections;
        this.bare = bare;
        this.engine = engine;
        this.latency = latency;
        this.live = live;
        this.load = load;
        this.history = history;
        this.dispatcher = dispatcher;
    }

    private interface Step<T> {
        T measure() throws SQLException, IOException, InterruptedException;
    }

    /** The route that the tasks will go. */
    public String route() {
        return dispatcher.choose(TYPE);
    }

    /**
     * Measures. The database must be empty and used by no other program; the tasks stay in it.
     *
     * @param disk a folder on the database's disk; empty if that is on another machine
     * @param progress is told what is being measured
     * @throws dev.handoff.kit.database.embedded.PostgresFailed if the database fails meanwhile
     */
    public Report run(Plan plan, Optional<Path> disk, Consumer<String> progress)
            throws SQLException, IOException, InterruptedException {
        try {
            return new Course(plan, progress).run(disk);
        } finally {
            load.takeNothingIn();
        }
    }

    private final class Course {

        private final Instant startedAt = Instant.now();
        private final Plan plan;
        private final Consumer<String> progress;

        Course(Plan plan, Consumer<String> progress) {
            this.plan = plan;
            this.progress = progress;
        }

        Report run(Optional<Path> disk) throws SQLException, IOException, InterruptedException {
            load.takeNothingIn();
            progress.accept("the disk and single commits");
            var flushes = disk.map(Disk::flushes);
            var commits = Commits.measure(connections);

            if (plan.finished() > 0) {
                progress.accept("storing " + plan.finished() + " finished tasks");
                history.store(plan.finished());
            }

            // Warm, and while tasks would be taken in.
            progress.accept("warming up");
            load.takeIn();
            engine.through(plan.producers(), plan.warmUp());
            var cpu = step(Phase.IDLE, "doing nothing", () -> IdlePhase.cpuPercent(plan.idle()));
            load.takeNothingIn();

            // While the engine does nothing else.
            var inserts = step(Phase.ENQUEUE, "bare inserts", () -> bare.inserts(plan));
            var cycles = step(Phase.DRAIN, "bare claims and completions", () -> bare.cycles(plan));

            long empty = heap();
            var enqueue = step(Phase.ENQUEUE, "submitting", () -> enqueue(inserts.orElseThrow()));
            progress.accept("having tasks wait");
            int waiting = engine.fill(plan.waiting());
            long full = heap();

            progress.accept("draining " + waiting + " tasks");
            var drain = engine.drain();
            var drained = step(Phase.DRAIN, "submitting and running", () -> drain(cycles.orElseThrow(), drain));
            var starts = step(
                    Phase.LATENCY,
                    "starting tasks at a steady rate",
                    () -> latency.measure(plan.rate(), plan.samples()));
            // The last one: for a minute after it what happens is told as if somebody still listened.
            var followed = step(Phase.LIVE, "telling clients what happens", () -> live.measure(plan));
            return new Report(
                    startedAt,
                    plan,
                    route(),
                    surroundings.machine(),
                    surroundings.postgres(),
                    flushes,
                    commits,
                    enqueue,
                    drained,
                    starts,
                    cpu.map(percent -> new Idle(percent, waiting, full - empty)),
                    followed,
                    load.fate(plan.finished()));
        }

        /** 0 if nobody asks for it: it takes two collections of all garbage. */
        private long heap() {
            return plan.has(Phase.IDLE) ? IdlePhase.heap() : 0;
        }

        private <T> Optional<T> step(Phase phase, String what, Step<T> step)
                throws SQLException, IOException, InterruptedException {
            if (!plan.has(phase)) {
                return Optional.empty();
            }
            progress.accept(what);
            return Optional.of(step.measure());
        }

        private Enqueue enqueue(BareLimits.Inserts limits) throws InterruptedException {
            return new Enqueue(
                    limits,
                    engine.enqueue(1, plan.tasks()),
                    engine.enqueue(plan.producers(), plan.tasks()),
                    engine.enqueueBulk(plan.tasks()));
        }

        private Drain drain(BareLimits.Cycles limits, Rate drain) throws InterruptedException {
            return new Drain(limits, drain, engine.through(plan.producers(), plan.tasks()));
        }
    }
}
