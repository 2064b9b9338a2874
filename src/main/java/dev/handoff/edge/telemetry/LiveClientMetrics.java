package dev.handoff.edge.telemetry;

import dev.handoff.edge.live.ClientEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who follows what happens, and what they are given. */
@ApplicationScoped
public class LiveClientMetrics {

    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Counter given;
    private final Counter resumed;
    private final MeterProvider<Counter> closed;

    LiveClientMetrics(MeterRegistry registry) {
        Gauge.builder("handoff.live.clients", clients, AtomicInteger::get)
                .description("Clients that follow here, questions that wait among them")
                .register(registry);
        Gauge.builder("handoff.live.subscriptions", subscriptions, AtomicInteger::get)
                .description("Tasks, groups, types, names and subjects that they follow")
                .register(registry);
        given = Counter.builder("handoff.live.given")
                .description("News given to clients, once for each of them")
                .register(registry);
        resumed = Counter.builder("handoff.live.resumed")
                .description("Clients that went on where they had stopped")
                .register(registry);
        closed = Counter.builder("handoff.live.closed")
                .description("Clients that have gone or were closed or turned away, by reason")
                .withRegistry(registry);
    }

    void on(@Observes ClientEvent event) {
        switch (event) {
            case ClientEvent.Joined _ -> clients.incrementAndGet();
            case ClientEvent.Left it -> {
                clients.decrementAndGet();
                closed(it.reason());
            }
            case ClientEvent.TurnedAway _ -> closed("full");
            case ClientEvent.Subscribed it -> {
                subscriptions.addAndGet(it.things());
                resumed.increment(it.resumed() ? 1 : 0);
            }
            case ClientEvent.Unsubscribed it -> subscriptions.addAndGet(-it.things());
            case ClientEvent.Given it -> given.increment(it.messages());
        }
    }

    private void closed(String reason) {
        closed.withTag("reason", reason.toLowerCase(Locale.ROOT)).increment();
    }
}
