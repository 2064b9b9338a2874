package dev.handoff.edge.telemetry;

import dev.handoff.engine.intake.IntakeEvent;
import dev.handoff.kit.database.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger.Level;

/** Writes what became of what producers submitted by SQL, where it isn't a task or an event like any other. */
@ApplicationScoped
class IntakeLines {

    private static final Log TASKS = Log.of("dev.handoff.tasks");

    void on(@Observes IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Duplicate it ->
                TASKS.write(Level.INFO, () -> LogLine.of("intake.duplicate")
                        .with("task_id", it.task())
                        .with("told_id", it.told()));
            case IntakeEvent.Unknown it ->
                TASKS.write(Level.WARN, () -> LogLine.of("intake.unknown")
                        .with(
                                it.waiting().event() ? "topic" : "type",
                                it.waiting().name())
                        .with("count", it.waiting().count())
                        .with("waited", it.waiting().oldest())
                        .with("remedy", "start an instance that knows it, or delete its rows from the table intake"));
            case IntakeEvent.Trouble it ->
                TASKS.write(
                        Level.WARN,
                        () -> LogLine.of("intake.trouble").with("error", it.cause()),
                        it.cause() instanceof StoreUnavailable ? Optional.empty() : Optional.of(it.cause()));
        }
    }
}
