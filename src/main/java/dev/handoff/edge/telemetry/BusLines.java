package dev.handoff.edge.telemetry;

import dev.handoff.engine.outbox.BusEvent;
import dev.handoff.engine.outbox.CarrierUnavailable;
import dev.handoff.engine.outbox.DeliveryFailed;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.database.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger.Level;

/** Writes one line for each thing that happens to an event. */
@ApplicationScoped
public class BusLines {

    private static final Log EVENTS = Log.of("dev.handoff.events");

    /** The last reason why events didn't reach the carrier. A broker that is away gives all of them the same one. */
    private final AtomicReference<String> hindrance = new AtomicReference<>("");

    void on(@Observes BusEvent event) {
        switch (event) {
            case BusEvent.Published it ->
                EVENTS.write(Level.INFO, () -> LogLine.of("event.published")
                        .with("event_id", it.event().id())
                        .with("topic", it.event().topic())
                        .with("source", it.event().source()));
            case BusEvent.Relayed it -> {
                hindrance.set("");
                EVENTS.write(
                        Level.DEBUG, () -> line("event.relayed", it.event()).with("carrier", it.carrier()));
            }
            case BusEvent.RelayFailed it ->
                EVENTS.write(isNews(it.cause()) ? Level.WARN : Level.DEBUG, () -> line("event.retrying", it.event())
                        .with("carrier", it.carrier())
                        .with("failures", it.failures())
                        .with("delay", it.delay())
                        .with("error", told(it.cause())));
            case BusEvent.Delivered it ->
                EVENTS.write(Level.INFO, () -> delivery("event.delivered", it.event(), it.subscriber())
                        .with("duration", it.took()));
            case BusEvent.DeliveryRefused it ->
                EVENTS.write(
                        Level.WARN,
                        () -> delivery("event.delivery_failed", it.event(), it.subscriber())
                                .with("duration", it.took())
                                .with("error", told(it.cause())),
                        Optional.of(it.cause()));
            case BusEvent.Dead it ->
                EVENTS.write(Level.ERROR, () -> line("event.dead", it.event())
                        .with("failures", it.failures())
                        .with("error", it.error()));
            case BusEvent.Replayed it -> EVENTS.write(Level.INFO, () -> replayed(it));
            case BusEvent.Stalled it -> stalled(it.cause());
        }
    }

    private boolean isNews(Throwable cause) {
        return cause instanceof DeliveryFailed || !told(cause).equals(hindrance.getAndSet(told(cause)));
    }

    private static LogLine replayed(BusEvent.Replayed it) {
        var line = LogLine.of("event.replayed").with("topic", it.topic()).with("events", it.events());
        return it.again().map(again -> line.with("replay", again)).orElse(line);
    }

    private void stalled(Throwable cause) {
        // Where we noticed that the database or the broker is away is of no interest.
        var known = cause instanceof StoreUnavailable || cause instanceof CarrierUnavailable;
        EVENTS.write(
                !known || isNews(cause) ? Level.WARN : Level.DEBUG,
                () -> LogLine.of("event.trouble").with("doing", "relaying").with("error", told(cause)),
                known ? Optional.empty() : Optional.of(cause));
    }

    private static LogLine delivery(String name, StoredEvent event, String subscriber) {
        return line(name, event).with("subscriber", subscriber);
    }

    private static LogLine line(String name, StoredEvent event) {
        return LogLine.of(name).with("event_id", event.id()).with("topic", event.topic());
    }

    private static String told(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }
}
