package dev.handoff.edge.telemetry;

import dev.handoff.engine.live.Hints;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.live.LiveEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Counts live news, and measures how long they take to those who look on. */
@ApplicationScoped
public class LiveMetrics {

    private final Counter told;
    private final Counter dropped;
    private final Counter heard;
    private final Timer lag;

    LiveMetrics(MeterRegistry registry, Live live, Hints hints) {
        told = counter("handoff.live.told", "News that this instance has told", registry);
        dropped = counter("handoff.live.dropped", "News that it had to drop", registry);
        heard = counter("handoff.live.heard", "News of all instances that it has read for those who look on", registry);
        lag = Timer.builder("handoff.live.lag")
                .description("From the moment when news are told to that of reading them, of the oldest of each look")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
        Gauge.builder("handoff.live.listeners", live, Live::listeners)
                .description("Who listens here, beside this instance itself")
                .register(registry);
        Gauge.builder("handoff.live.connected", hints, it -> it.isConnected() ? 1 : 0)
                .description("Whether hints of other instances arrive; without them news come up to a second late")
                .register(registry);
    }

    void on(@Observes LiveEvent event) {
        switch (event) {
            case LiveEvent.Told it -> told.increment(it.count());
            case LiveEvent.Dropped it -> dropped.increment(it.count());
            case LiveEvent.Heard it -> {
                heard.increment(it.count());
                lag.record(it.lag());
            }
            case LiveEvent.Trouble _ -> {}
        }
    }

    private static Counter counter(String name, String description, MeterRegistry registry) {
        return Counter.builder(name).description(description).register(registry);
    }
}
