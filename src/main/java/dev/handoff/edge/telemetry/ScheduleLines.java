package dev.handoff.edge.telemetry;

import dev.handoff.engine.schedule.ScheduleEvent;
import dev.handoff.kit.database.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger.Level;

/** Writes a line for each tick, missed ones included. */
@ApplicationScoped
public class ScheduleLines {

    private static final Log TASKS = Log.of("dev.handoff.tasks");
    private static final Log INSTANCE = Log.of("dev.handoff.instance");

    /** Instances look at least this often. A tick that is later found none running. */
    private static final Duration LATE = Duration.ofMinutes(2);

    void on(@Observes ScheduleEvent event) {
        switch (event) {
            case ScheduleEvent.Ticked it -> {
                boolean late = it.passedOver() > 0 || it.late().compareTo(LATE) > 0;
                TASKS.write(late ? Level.WARN : Level.INFO, () -> LogLine.of("schedule.ticked")
                        .with("schedule", it.schedule())
                        .with("type", it.type())
                        .with("task_id", it.task())
                        .with("tick", it.tick())
                        .with("late", it.late())
                        .with("passed_over", it.passedOver()));
            }
            case ScheduleEvent.Missed it ->
                TASKS.write(Level.ERROR, () -> LogLine.of("schedule.missed")
                        .with("schedule", it.schedule())
                        .with("tick", it.tick())
                        .with("deadline", it.deadline()));
            case ScheduleEvent.Trouble it ->
                INSTANCE.write(
                        Level.WARN,
                        () -> LogLine.of("schedule.trouble")
                                .with("doing", it.doing())
                                .with("error", it.cause().getMessage()),
                        // An answer that didn't come has no stack worth reading.
                        Optional.of(it.cause()).filter(cause -> !(cause instanceof StoreUnavailable)));
        }
    }
}
