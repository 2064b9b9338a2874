package dev.handoff.edge.telemetry;

import dev.handoff.engine.schedule.ScheduleEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts the ticks that had a task here and those that had none, and measures how late the tasks were. */
@ApplicationScoped
public class ScheduleMetrics {

    private final MeterProvider<Timer> late;
    private final MeterProvider<Counter> missed;

    ScheduleMetrics(MeterRegistry registry) {
        late = Timer.builder("handoff.schedule.late")
                .description("From a tick to the submission of its task")
                .withRegistry(registry);
        missed = Counter.builder("handoff.schedule.missed")
                .description("Ticks without a task because nobody was there in time")
                .withRegistry(registry);
    }

    void on(@Observes ScheduleEvent event) {
        switch (event) {
            case ScheduleEvent.Ticked it -> {
                late.withTag("schedule", it.schedule()).record(it.late());
                missed.withTag("schedule", it.schedule()).increment(it.passedOver());
            }
            case ScheduleEvent.Missed it ->
                missed.withTag("schedule", it.schedule()).increment();
            case ScheduleEvent.Trouble _ -> {}
        }
    }
}
