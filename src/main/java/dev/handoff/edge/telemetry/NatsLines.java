package dev.handoff.edge.telemetry;

import dev.handoff.kit.nats.NatsEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger.Level;

/** Writes a line when something about NATS changes; what happens for every message is only counted. */
@ApplicationScoped
public class NatsLines {

    private static final Log LOG = Log.of("dev.handoff.nats");

    /** What was told last, since a server that is away is away for the same reason every few seconds. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    void on(@Observes NatsEvent event) {
        switch (event) {
            case NatsEvent.Connected it -> {
                told.remove(it.purpose());
                LOG.write(Level.INFO, () -> LogLine.of(it.again() ? "nats.reconnected" : "nats.connected")
                        .with("purpose", it.purpose())
                        .with("server", it.server()));
            }
            case NatsEvent.Disconnected it ->
                LOG.write(
                        it.reason().equals(told.put(it.purpose(), it.reason())) ? Level.DEBUG : Level.WARN,
                        () -> LogLine.of("nats.disconnected")
                                .with("purpose", it.purpose())
                                .with("error", it.reason())
                                .with("pause", it.pause()));
            case NatsEvent.Subscribed it -> {
                told.remove(it.queue());
                LOG.write(Level.INFO, () -> LogLine.of("nats.subscribed").with("queue", it.queue()));
            }
            case NatsEvent.Unsubscribed it ->
                LOG.write(
                        it.reason().equals(told.put(it.queue(), it.reason())) ? Level.DEBUG : Level.WARN,
                        () -> LogLine.of("nats.unsubscribed")
                                .with("queue", it.queue())
                                .with("error", it.reason()));
            case NatsEvent.Terminated it ->
                LOG.write(Level.ERROR, () -> LogLine.of("nats.terminated")
                        .with("queue", it.queue())
                        .with("reason", it.reason()));
            case NatsEvent.Published _, NatsEvent.Confirmed _, NatsEvent.Refused _, NatsEvent.Consumed _ -> {}
        }
    }
}
