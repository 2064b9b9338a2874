package dev.handoff.edge.telemetry;

import dev.handoff.kit.rabbitmq.RabbitMqEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger.Level;

/** Writes a line when something about RabbitMQ changes; what happens for every message is only counted. */
@ApplicationScoped
public class RabbitMqLines {

    private static final Log LOG = Log.of("dev.handoff.rabbitmq");

    /** What was told last, since a broker that is away is away for the same reason every few seconds. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    void on(@Observes RabbitMqEvent event) {
        switch (event) {
            case RabbitMqEvent.Connected it -> {
                told.remove(it.purpose());
                LOG.write(Level.INFO, () -> LogLine.of(it.again() ? "rabbitmq.reconnected" : "rabbitmq.connected")
                        .with("purpose", it.purpose())
                        .with("broker", it.broker()));
            }
            case RabbitMqEvent.Disconnected it ->
                LOG.write(
                        it.reason().equals(told.put(it.purpose(), it.reason())) ? Level.DEBUG : Level.WARN,
                        () -> LogLine.of("rabbitmq.disconnected")
                                .with("purpose", it.purpose())
                                .with("error", it.reason())
                                .with("pause", it.pause()));
            case RabbitMqEvent.Blocked it ->
                LOG.write(Level.WARN, () -> LogLine.of("rabbitmq.blocked").with("reason", it.reason()));
            case RabbitMqEvent.Subscribed it -> {
                told.remove(it.queue());
                LOG.write(Level.INFO, () -> LogLine.of("rabbitmq.subscribed").with("queue", it.queue()));
            }
            case RabbitMqEvent.Unsubscribed it ->
                LOG.write(
                        it.reason().equals(told.put(it.queue(), it.reason())) ? Level.DEBUG : Level.WARN,
                        () -> LogLine.of("rabbitmq.unsubscribed")
                                .with("queue", it.queue())
                                .with("error", it.reason()));
            case RabbitMqEvent.DeadLettered it ->
                LOG.write(Level.ERROR, () -> LogLine.of("rabbitmq.dead_lettered")
                        .with("queue", it.queue())
                        .with("reason", it.reason()));
            case RabbitMqEvent.Published _,
                    RabbitMqEvent.Confirmed _,
                    RabbitMqEvent.Returned _,
                    RabbitMqEvent.Refused _,
                    RabbitMqEvent.Consumed _ -> {}
        }
    }
}
