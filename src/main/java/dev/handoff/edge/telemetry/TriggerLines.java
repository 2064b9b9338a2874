package dev.handoff.edge.telemetry;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger.Level;

/** Writes one line for each event from outside, with the task that came of it or the reason why none did. */
@ApplicationScoped
public class TriggerLines {

    private static final Log TRIGGERS = Log.of("dev.handoff.triggers");

    void on(@Observes TriggerEvent event) {
        switch (event) {
            case TriggerEvent.Ended it -> TRIGGERS.write(Level.INFO, () -> ended(it));
            case TriggerEvent.Refused it ->
                TRIGGERS.write(Level.WARN, () -> line("trigger.refused", it).with("reason", it.reason()));
        }
    }

    private static LogLine ended(TriggerEvent.Ended it) {
        return switch (it.taken()) {
            case Taken.Stored stored ->
                line("trigger.taken", it)
                        .with("task_id", stored.task())
                        .with("duplicate", stored.earlier())
                        .with("state", stored.state());
            case Taken.Ignored ignored -> line("trigger.ignored", it).with("reason", ignored.reason());
        };
    }

    private static LogLine line(String name, TriggerEvent it) {
        return LogLine.of(name)
                .with("source", it.event().getSource())
                .with("id", it.event().getId())
                .with("type", it.event().getType());
    }
}
