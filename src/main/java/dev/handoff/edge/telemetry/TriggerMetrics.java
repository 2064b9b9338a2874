package dev.handoff.edge.telemetry;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import dev.handoff.task.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts what came from outside, by what became of it. */
@ApplicationScoped
public class TriggerMetrics {

    private final MeterProvider<Counter> came;

    TriggerMetrics(MeterRegistry registry) {
        came = Counter.builder("handoff.trigger")
                .description("Events and messages from outside")
                .withRegistry(registry);
    }

    void on(@Observes TriggerEvent event) {
        came.withTag("outcome", outcome(event)).increment();
    }

    private static String outcome(TriggerEvent event) {
        return switch (event) {
            case TriggerEvent.Ended(var _, Taken.Stored stored) -> outcome(stored);
            case TriggerEvent.Ended(var _, Taken.Ignored _) -> "ignored";
            case TriggerEvent.Refused _ -> "refused";
            case TriggerEvent.Held _ -> "held";
        };
    }

    private static String outcome(Taken.Stored stored) {
        if (stored.earlier()) {
            return "duplicate";
        }
        return stored.state() == TaskState.DEAD ? "dead" : "task";
    }
}
