package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.EventStore;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EventGaugesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Supplier<EventStore.Backlog> backlog = () -> new EventStore.Backlog(7, Duration.ofMillis(1_500));
    private final EventGauges gauges = new EventGauges(store(), registry);

    @Test
    void backlogIsShown() {
        gauges.sample();

        assertThat(value("pending")).isEqualTo(7);
        assertThat(value("oldest")).isEqualTo(1.5);
    }

    @Test
    void backlogThatIsRelayedIsGone() {
        gauges.sample();
        backlog = () -> new EventStore.Backlog(0, Duration.ZERO);

        gauges.sample();

        assertThat(value("pending")).isZero();
        assertThat(value("oldest")).isZero();
    }

    @Test
    void nothingIsClaimedWhileTheDatabaseIsAway() {
        gauges.sample();
        backlog = () -> {
            throw new StoreUnavailable(new RuntimeException("refused"));
        };

        gauges.sample();

        assertThat(value("pending")).isNaN();
        assertThat(value("oldest")).isNaN();
    }

    private double value(String gauge) {
        return registry.get("handoff.events." + gauge).gauge().value();
    }

    /** One that knows its backlog; without a database everything else fails. */
    private EventStore store() {
        return new EventStore(null) {
            @Override
            public Backlog backlog() {
                return backlog.get();
            }
        };
    }
}
