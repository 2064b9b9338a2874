package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.nats.NatsBrokers;
import dev.handoff.kit.nats.NatsEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NatsTelemetryTest {

    private static final NatsEvent AWAY =
            new NatsEvent.Disconnected("tasks", "Connection refused", Duration.ofMillis(100));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NatsMetrics metrics = new NatsMetrics(NatsBrokers.of(Map.of(), event -> {}), registry);
    private final NatsLines lines = new NatsLines();

    @RegisterExtension
    private final LogCapture log = LogCapture.of("dev.handoff.nats");

    @BeforeEach
    void listen() {
        log.level(Level.FINE);
    }

    static Stream<Arguments> counted() {
        return Stream.of(
                Arguments.of("published", "subject", new NatsEvent.Published("x")),
                Arguments.of("confirmed", "subject", new NatsEvent.Confirmed("x")),
                Arguments.of("refused", "subject", new NatsEvent.Refused("x")),
                Arguments.of("consumed", "queue", new NatsEvent.Consumed("x", false)),
                Arguments.of("terminated", "queue", new NatsEvent.Terminated("x", "why")),
                Arguments.of("reconnects", "purpose", new NatsEvent.Connected("x", "nats://n", true)));
    }

    @ParameterizedTest
    @MethodSource
    void counted(String counter, String tag, NatsEvent event) {
        metrics.on(event);
        metrics.on(event);

        assertThat(registry.get("handoff.nats." + counter)
                        .tag(tag, "x")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void firstConnectionIsNoReconnect() {
        metrics.on(new NatsEvent.Connected("tasks", "nats://n", false));

        assertThat(registry.find("handoff.nats.reconnects").counter()).isNull();
    }

    @Test
    void queueIsShownOnceHoweverOftenItIsSubscribedTo() {
        metrics.on(new NatsEvent.Subscribed("x"));
        metrics.on(new NatsEvent.Subscribed("x"));

        assertThat(registry.get("handoff.nats.depth").tag("queue", "x").gauges())
                .hasSize(1);
    }

    @Test
    void serverThatIsAwayIsToldOnceUntilItIsBack() {
        lines.on(AWAY);
        lines.on(AWAY);
        lines.on(new NatsEvent.Connected("tasks", "nats://n", true));
        lines.on(AWAY);

        assertThat(log.lines())
                .containsExactly(
                        "WARN event=nats.disconnected purpose=tasks error=\"Connection refused\" pause=0.1s",
                        "DEBUG event=nats.disconnected purpose=tasks error=\"Connection refused\" pause=0.1s",
                        "INFO event=nats.reconnected purpose=tasks server=nats://n",
                        "WARN event=nats.disconnected purpose=tasks error=\"Connection refused\" pause=0.1s");
    }

    @Test
    void whatHappensForEveryMessageIsNotLogged() {
        lines.on(new NatsEvent.Published("x"));
        lines.on(new NatsEvent.Confirmed("x"));
        lines.on(new NatsEvent.Refused("x"));
        lines.on(new NatsEvent.Consumed("x", false));

        assertThat(log.records()).isEmpty();
    }

    @Test
    void terminatedMessageIsAnErrorWithItsReason() {
        lines.on(new NatsEvent.Terminated("t", "invalid_payload: not JSON"));

        assertThat(log.lines())
                .containsExactly("ERROR event=nats.terminated queue=t reason=\"invalid_payload: not JSON\"");
    }
}
