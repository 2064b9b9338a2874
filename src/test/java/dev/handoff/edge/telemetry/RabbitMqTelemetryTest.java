package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import dev.handoff.kit.rabbitmq.RabbitMqEvent;
import dev.handoff.kit.rabbitmq.RabbitMqs;
import dev.handoff.kit.rabbitmq.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RabbitMqTelemetryTest {

    private static final RabbitMqEvent AWAY =
            new RabbitMqEvent.Disconnected("consume", "Connection refused", Duration.ofMillis(100));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RabbitMqMetrics metrics = new RabbitMqMetrics(
            new RabbitMq(Settings.of(RabbitMqConfig.class, Map.of()), false, event -> {}), registry);
    private final RabbitMqLines lines = new RabbitMqLines();

    @RegisterExtension
    private final LogCapture log = LogCapture.of("dev.handoff.rabbitmq");

    @BeforeEach
    void listen() {
        log.level(Level.FINE);
    }

    static Stream<Arguments> counted() {
        return Stream.of(
                Arguments.of("published", "destination", new RabbitMqEvent.Published("x")),
                Arguments.of("confirmed", "destination", new RabbitMqEvent.Confirmed("x")),
                Arguments.of("returned", "destination", new RabbitMqEvent.Returned("x")),
                Arguments.of("refused", "destination", new RabbitMqEvent.Refused("x")),
                Arguments.of("consumed", "queue", new RabbitMqEvent.Consumed("x", false)),
                Arguments.of("dead.lettered", "queue", new RabbitMqEvent.DeadLettered("x", "why")),
                Arguments.of("reconnects", "purpose", new RabbitMqEvent.Connected("x", "amqp://b", true)));
    }

    @ParameterizedTest
    @MethodSource
    void counted(String counter, String tag, RabbitMqEvent event) {
        metrics.on(event);
        metrics.on(event);

        assertThat(registry.get("handoff.rabbitmq." + counter)
                        .tag(tag, "x")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void firstConnectionIsNoReconnect() {
        metrics.on(new RabbitMqEvent.Connected("consume", "amqp://b", false));

        assertThat(registry.find("handoff.rabbitmq.reconnects").counter()).isNull();
    }

    @Test
    void queueIsShownOnceHoweverOftenItIsSubscribedTo() {
        metrics.on(new RabbitMqEvent.Subscribed("x"));
        metrics.on(new RabbitMqEvent.Subscribed("x"));

        assertThat(registry.get("handoff.rabbitmq.depth").tag("queue", "x").gauges())
                .hasSize(1);
    }

    @Test
    @EnabledIf(
            value = "dev.handoff.kit.rabbitmq.TestBroker#isAvailable",
            disabledReason = "install RabbitMQ to run this")
    void depthIsWhatWaitsInTheQueueUntilItIsTaken() {
        try (var vhost = TestBroker.shared().freshVhost()) {
            var broker = new RabbitMq(Settings.of(RabbitMqConfig.class, vhost.variables()), false, event -> {});
            var queue = Queue.named("q");
            var deliveries = new LinkedBlockingQueue<Delivery>();
            new RabbitMqMetrics(broker, registry).on(new RabbitMqEvent.Subscribed("q"));
            for (int i = 0; i < 3; i++) {
                broker.publish(new Destination.ToQueue(queue), new AmqpMessage("m", "", "", Map.of(), new byte[0]));
            }

            broker.subscribe(queue, 1, deliveries::add);

            // One of the three is brought, and the next comes when that is answered.
            await().until(() -> depth(broker) == 2);
            for (int i = 0; i < 3; i++) {
                await().until(() -> !deliveries.isEmpty());
                deliveries.remove().ack();
            }
            await().until(() -> depth(broker) == 0);
            RabbitMqs.close(broker);
        }
    }

    private double depth(RabbitMq broker) {
        broker.measure();
        return registry.get("handoff.rabbitmq.depth").tag("queue", "q").gauge().value();
    }

    @Test
    void brokerThatIsAwayIsToldOnceUntilItIsBack() {
        lines.on(AWAY);
        lines.on(AWAY);
        lines.on(new RabbitMqEvent.Connected("consume", "amqp://b", true));
        lines.on(AWAY);

        assertThat(log.lines())
                .containsExactly(
                        "WARN event=rabbitmq.disconnected purpose=consume error=\"Connection refused\" pause=0.1s",
                        "DEBUG event=rabbitmq.disconnected purpose=consume error=\"Connection refused\" pause=0.1s",
                        "INFO event=rabbitmq.reconnected purpose=consume broker=amqp://b",
                        "WARN event=rabbitmq.disconnected purpose=consume error=\"Connection refused\" pause=0.1s");
    }

    @Test
    void whatHappensForEveryMessageIsNotLogged() {
        lines.on(new RabbitMqEvent.Published("x"));
        lines.on(new RabbitMqEvent.Confirmed("x"));
        lines.on(new RabbitMqEvent.Consumed("x", false));

        assertThat(log.records()).isEmpty();
    }

    @Test
    void deadLetterIsAnErrorWithItsReason() {
        lines.on(new RabbitMqEvent.DeadLettered("handoff.t", "invalid_payload: not JSON"));

        assertThat(log.records()).singleElement().satisfies(entry -> assertThat(LogCapture.text(entry))
                .isEqualTo("event=rabbitmq.dead_lettered queue=handoff.t" + " reason=\"invalid_payload: not JSON\""));
    }
}
