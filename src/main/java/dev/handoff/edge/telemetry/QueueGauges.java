package dev.handoff.edge.telemetry;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Depth;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows how many tasks wait and run, and how long the oldest has waited, over all instances. Looks every ten seconds
 * rather than when it is scraped: looking blocks, and scrapes come on an event loop.
 */
@ApplicationScoped
public class QueueGauges {

    private final TaskReader tasks;
    private final TaskTypes types;
    private final MultiGauge depths;
    private final MultiGauge oldest;
    private final Map<Tags, Double> depthByTags = new HashMap<>();
    private final Map<Tags, Double> oldestByTags = new HashMap<>();

    QueueGauges(TaskReader tasks, TaskTypes types, MeterRegistry registry) {
        this.tasks = tasks;
        this.types = types;
        this.depths = MultiGauge.builder("handoff.queue.depth")
                .description("Tasks that have not ended, of all instances")
                .register(registry);
        this.oldest = MultiGauge.builder("handoff.queue.oldest")
                .description("How long the task that has waited longest has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(
            identity = "queue-gauges",
            every = "${telemetry.queue-gauges.every:10s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sample() {
        try {
            var found = tasks.depth();
            // What was seen once stays, at zero: a series that vanishes looks like a scrape that failed.
            forget(0);
            types.all().stream().map(TaskType::name).forEach(type -> {
                show(new Depth(type, TaskState.QUEUED, 0, Duration.ZERO));
                show(new Depth(type, TaskState.RUNNING, 0, Duration.ZERO));
            });
            found.forEach(this::show);
        } catch (StoreUnavailable e) {
            // The engine tells of it soon enough; here old numbers must not pass for new ones.
            forget(Double.NaN);
        }
        depths.register(rows(depthByTags), true);
        oldest.register(rows(oldestByTags), true);
    }

    private void show(Depth depth) {
        var type = Tags.of("type", depth.type());
        depthByTags.put(type.and("state", depth.state().name()), (double) depth.count());
        oldestByTags.merge(type, depth.oldest().toMillis() / 1000.0, Math::max);
    }

    private void forget(double value) {
        depthByTags.replaceAll((_, _) -> value);
        oldestByTags.replaceAll((_, _) -> value);
    }

    private static Iterable<Row<?>> rows(Map<Tags, Double> values) {
        return values.entrySet().stream()
                .<Row<?>>map(value -> Row.of(value.getKey(), value.getValue()))
                .toList();
    }
}
