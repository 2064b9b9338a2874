package dev.handoff.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.tool.bench.Comparison;
import dev.handoff.tool.bench.Measurement;
import dev.handoff.tool.bench.Plan;
import dev.handoff.tool.bench.Report;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The part of {@link Bench} that happens inside of Quarkus. */
@Singleton
@Unremovable
final class BenchRun implements QuarkusApplication {

    private static final List<String> POSSIBLE = List.of(RouteNames.LOCAL, RouteNames.RABBITMQ);

    private final Measurement measurement;
    private final RabbitMq broker;
    private final ObjectMapper json;
    private final PrintWriter out = new PrintWriter(System.out, true);
    private final PrintWriter err = new PrintWriter(System.err, true);

    BenchRun(Measurement measurement, RabbitMq broker, ObjectMapper json) {
        this.measurement = measurement;
        this.broker = broker;
        this.json = json;
    }

    /**
     * What is to be measured, and how.
     *
     * @param queue for the tasks of the measurement alone
     * @param disk at most one folder, on the database's disk
     * @param json whether figures are printed as JSON in one line
     */
    record Wanted(Plan plan, String queue, List<String> disk, boolean json) {}

    @Override
    public int run(String... arguments) throws IOException, SQLException {
        var wanted = Order.read(arguments, Wanted.class);
        if (!POSSIBLE.contains(measurement.route())) {
            throw Refused.usage("tasks of type " + Measurement.TYPE + " go by " + measurement.route()
                    + " here, which can't be measured within one process; choose --route local or --route rabbitmq");
        }
        var disk = wanted.disk().stream().findFirst().map(Path::of);
        var interrupted = interruptOnSignal();
        try {
            var report = measurement.run(wanted.plan(), disk, err::println);
            return tell(report, wanted.json());
        } catch (InterruptedException | RuntimeException e) {
            if (interrupted.get()) {
                err.println("interrupted");
                return ExitCode.CANCELLED;
            }
            throw e instanceof RuntimeException passed ? passed : new IllegalStateException(e);
        } finally {
            // What follows has connections to close.
            Thread.interrupted();
            deleteQueue(wanted.queue());
        }
    }

    private static AtomicBoolean interruptOnSignal() {
        var interrupted = new AtomicBoolean();
        var self = Thread.currentThread();
        FirstSignal.does(() -> {
            interrupted.set(true);
            self.interrupt();
        });
        return interrupted;
    }

    private int tell(Report report, boolean raw) throws JsonProcessingException {
        if (raw) {
            out.println(json.writeValueAsString(report));
        } else {
            Table.print(
                    out,
                    Comparison.HEADING,
                    report.comparisons().stream().map(Comparison::cells).toList());
            out.println(report.fate().sentence());
        }
        if (!report.fate().sound()) {
            err.println(report.fate().sentence());
            return ExitCode.BUG;
        }
        return ExitCode.OK;
    }

    private void deleteQueue(String name) {
        if (broker.isConfigured()) {
            try {
                broker.delete(Queue.named(name));
            } catch (RabbitMqFailed failed) {
                err.println("the queue " + name + " is left: " + failed.getMessage());
            }
        }
    }
}
