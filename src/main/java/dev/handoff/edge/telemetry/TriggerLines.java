package dev.handoff.edge.telemetry;

import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.TriggerEvent;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger.Level;

/** Writes one line for each event from outside, with the task that came of it or the reason why none did. */
@ApplicationScoped
public class TriggerLines {

    private static final Log TRIGGERS = Log.of("dev.handoff.triggers");

    /** Why messages of a queue are held, as told last: they all are for the same reason, every few seconds. */
    private final Map<String, String> held = new ConcurrentHashMap<>();

    void on(@Observes TriggerEvent event) {
        switch (event) {
            case TriggerEvent.Ended it -> {
                held.clear();
                TRIGGERS.write(Level.INFO, () -> ended(it));
            }
            case TriggerEvent.Refused it ->
                TRIGGERS.write(
                        Level.WARN, () -> line("trigger.refused", it.event()).with("reason", it.reason()));
            case TriggerEvent.Held it ->
                TRIGGERS.write(
                        it.reason().equals(held.put(it.queue(), it.reason())) ? Level.DEBUG : Level.WARN,
                        () -> LogLine.of("trigger.held")
                                .with("queue", it.queue())
                                .with("id", it.id())
                                .with("reason", it.reason()));
        }
    }

    private static LogLine ended(TriggerEvent.Ended it) {
        return switch (it.taken()) {
            case Taken.Stored stored ->
                line("trigger.taken", it.event())
                        .with("task_id", stored.task())
                        .with("duplicate", stored.earlier())
                        .with("state", stored.state());
            case Taken.Ignored ignored -> line("trigger.ignored", it.event()).with("reason", ignored.reason());
        };
    }

    private static LogLine line(String name, CloudEvent event) {
        return LogLine.of(name)
                .with("source", event.getSource())
                .with("id", event.getId())
                .with("type", event.getType());
    }
}
