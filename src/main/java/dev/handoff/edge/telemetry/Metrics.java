package dev.handoff.edge.telemetry;

import dev.handoff.edge.http.AuthRefused;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.task.Labels;
import dev.handoff.task.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Counts tasks and attempts, and measures how long they wait and run. */
@ApplicationScoped
public class Metrics {

    // From a quick call to the longest timeouts; Micrometer's own buckets would be seventy for every type and outcome.
    private static final Duration[] BUCKETS = LongStream.of(
                    10, 50, 100, 500, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    // Prometheus wants the same labels on all series of a metric, so those of types without labels need a value.
    /** The labels of a type that has none. */
    static final String NONE = "none";

    private final TaskTypes types;
    private final Counter refused;
    private final MeterProvider<Counter> doorbells;
    private final MeterProvider<Counter> submitted;
    private final MeterProvider<Counter> started;
    private final MeterProvider<Counter> ended;
    private final MeterProvider<Counter> groups;
    private final MeterProvider<Counter> tokens;
    private final MeterProvider<Counter> cost;
    private final MeterProvider<Timer> duration;
    private final MeterProvider<Timer> wait;
    private final AtomicInteger leftBehind = new AtomicInteger();

    Metrics(MeterRegistry registry, TaskTypes types) {
        this.types = types;
        refused = counter("handoff.auth.refused", "Requests with wrong credentials", registry)
                .withTags();
        doorbells = counter("handoff.doorbells", "Doorbells that a route brought, or could not", registry);
        submitted = counter("handoff.tasks.submitted", "Tasks stored", registry);
        started = counter("handoff.tasks.started", "Attempts begun here", registry);
        ended = counter("handoff.tasks.ended", "Attempts ended, by outcome, and queued tasks cancelled", registry);
        groups = counter("handoff.groups.ended", "Groups of tasks completed or failed", registry);
        tokens = counter("handoff.model.tokens", "Tokens that language models have read and written", registry);
        cost = counter("handoff.model.cost", "What they cost, as far as prices are configured", registry);
        duration = timer("handoff.task.duration", "How long attempts ran", registry);
        wait = timer("handoff.task.wait", "From the moment a task was due to its claim", registry);
        Gauge.builder("handoff.handlers.left.behind", leftBehind, AtomicInteger::get)
                .description("Handlers that go on after their attempt has ended, each in a slot")
                .register(registry);
    }

    void on(@Observes AuthRefused event) {
        refused.increment();
    }

    void on(@Observes DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Rang it -> doorbell(it.route(), "brought");
            case DispatchEvent.Failed it -> doorbell(it.route(), "failed");
            case DispatchEvent.Started _,
                    DispatchEvent.Noted _,
                    DispatchEvent.CloudTasksChecked _,
                    DispatchEvent.Misconfigured _,
                    DispatchEvent.LocalInProduction _ -> {}
        }
    }

    void on(@Observes TaskEvent event) {
        switch (event) {
            case TaskEvent.Accepted it ->
                submitted
                        .withTags("type", it.task().type(), "route", it.task().route())
                        .increment();
            case TaskEvent.Buried it -> ended(it.task().type(), "dead");
            case TaskEvent.Started it -> {
                var tags = attempt(it.claim().task().type());
                started.withTags(tags).increment();
                wait.withTags(tags).record(it.claim().waited());
            }
            case TaskEvent.AttemptEnded it -> {
                var type = it.claim().task().type();
                var outcome = AttemptOutcome.name(it.outcome());
                ended(type, outcome);
                duration.withTags(attempt(type).and("outcome", outcome)).record(it.took());
            }
            case TaskEvent.Spent it -> spent(it);
            case TaskEvent.Superseded it -> ended(it.claim().task().type(), "superseded");
            case TaskEvent.LeftBehind _ -> leftBehind.incrementAndGet();
            case TaskEvent.CameBack _ -> leftBehind.decrementAndGet();
            case TaskEvent.Rescued it -> ended(it.ended().task().type(), "crashed");
            case TaskEvent.CancelAsked it -> {
                if (it.ended().state() == TaskState.CANCELLED) {
                    ended(it.ended().task().type(), "cancelled");
                }
            }
            case TaskEvent.GroupEnded it ->
                groups.withTag("outcome", it.group().state().name().toLowerCase(Locale.ROOT))
                        .increment();
            case TaskEvent.LeftOut _,
                    TaskEvent.GroupCancelled _,
                    TaskEvent.Revived _,
                    TaskEvent.Trouble _,
                    TaskEvent.Draining _ -> {}
        }
    }

    private void spent(TaskEvent.Spent spent) {
        var model = spent.usage().model();
        tokens.withTags("type", spent.type(), "model", model, "kind", "input")
                .increment(spent.usage().inputTokens());
        tokens.withTags("type", spent.type(), "model", model, "kind", "output")
                .increment(spent.usage().outputTokens());
        spent.usage().cost().ifPresent(it -> cost.withTags("type", spent.type(), "model", model)
                .increment(it.doubleValue()));
    }

    private void doorbell(String route, String outcome) {
        doorbells.withTags("route", route, "outcome", outcome).increment();
    }

    private void ended(String type, String outcome) {
        ended.withTags(attempt(type).and("outcome", outcome)).increment();
    }

    private Tags attempt(String type) {
        var labels = types.labels(type);
        return Tags.of(
                "type", type,
                "component", labels.map(Labels::component).orElse(NONE),
                "task_type", labels.map(Labels::taskType).orElse(NONE));
    }

    private static MeterProvider<Counter> counter(String name, String description, MeterRegistry registry) {
        return Counter.builder(name).description(description).withRegistry(registry);
    }

    private static MeterProvider<Timer> timer(String name, String description, MeterRegistry registry) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }
}
