package dev.handoff.edge.telemetry;

import dev.handoff.engine.sweep.Unserved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger.Level;

/** Writes which tasks wait in vain. */
@ApplicationScoped
class AttendanceLines {

    private static final Log TASKS = Log.of("dev.handoff.tasks");

    void on(@Observes Unserved unserved) {
        var backlog = unserved.backlog();
        TASKS.write(Level.WARN, () -> LogLine.of("task.unserved")
                .with("type", backlog.type())
                .with("route", backlog.route())
                .with("count", backlog.count())
                .with("waited", backlog.oldest())
                .with("remedy", "start an instance whose HANDOFF_SERVE has the type"));
    }
}
