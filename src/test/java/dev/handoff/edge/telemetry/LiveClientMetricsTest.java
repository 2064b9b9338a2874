package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.live.ClientEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveClientMetricsTest {

    @Test
    void clientsAndWhatTheyFollowAreCounted() {
        var registry = new SimpleMeterRegistry();
        var metrics = new LiveClientMetrics(registry);

        List.of(
                        new ClientEvent.Joined(),
                        new ClientEvent.Joined(),
                        new ClientEvent.Subscribed(3, true),
                        new ClientEvent.Unsubscribed(1),
                        new ClientEvent.Given(7),
                        new ClientEvent.Left("SLOW"),
                        new ClientEvent.TurnedAway())
                .forEach(metrics::on);

        assertThat(registry.get("handoff.live.clients").gauge().value()).isEqualTo(1);
        assertThat(registry.get("handoff.live.subscriptions").gauge().value()).isEqualTo(2);
        assertThat(registry.get("handoff.live.given").counter().count()).isEqualTo(7);
        assertThat(registry.get("handoff.live.resumed").counter().count()).isEqualTo(1);
        assertThat(registry.get("handoff.live.closed")
                        .tag("reason", "slow")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("handoff.live.closed")
                        .tag("reason", "full")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
