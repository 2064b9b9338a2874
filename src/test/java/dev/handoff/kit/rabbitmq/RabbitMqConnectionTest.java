package dev.handoff.kit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.handoff.process.TcpProxy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages while the broker or the network is away. */
class RabbitMqConnectionTest extends OnABroker {

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void brokerThatIsAwayIsToldAtOnce() {
        var away = new HashMap<>(vhost.variables());
        away.put("MQ_PORT", "1");
        try (var closing = new Closing(broker(away))) {
            assertThatThrownBy(() -> closing.broker().publish(new Destination.ToQueue(Queue.named("q")), message("x")))
                    .isInstanceOf(RabbitMqFailed.class)
                    .hasMessageContaining("no connection to RabbitMQ at amqp://127.0.0.1:1/");
        }
    }

    @Test
    void refusedLoginNamesTheSettings() {
        var wrong = new HashMap<>(vhost.variables());
        wrong.put("MQ_PASSWORD", "wrong");
        try (var closing = new Closing(broker(wrong))) {
            assertThatThrownBy(() -> closing.broker().publish(new Destination.ToQueue(Queue.named("q")), message("x")))
                    .hasMessageContaining("see MQ_USER, MQ_PASSWORD and MQ_VHOST");
        }
    }

    @Test
    void lostConnectionsComeBackAndBringWhatWasUnanswered() {
        var queue = Queue.named("q");
        subscribe(queue, 10);
        broker.publish(new Destination.ToQueue(queue), message("1"));
        await().until(() -> deliveries.size() == 1);

        vhost.ctl("close_all_connections", "because of the test");
        await().until(() -> deliveries.size() == 2);
        deliveries.get(0).ack();
        deliveries.get(1).ack();
        await().untilAsserted(() -> assertThat(broker.publish(new Destination.ToQueue(queue), message("2")))
                .isTrue());

        await().until(() -> deliveries.size() == 3);
        assertThat(deliveries.get(1).redelivered()).isTrue();
        assertThat(deliveries.get(1).message().id()).isEqualTo("id-1");
        assertThat(events)
                .anyMatch(event -> event instanceof RabbitMqEvent.Connected connected
                        && connected.again()
                        && connected.purpose().equals("consume"));
    }

    @Test
    void hundredsOfVainAttemptsToConnectAreNotTheLast() {
        try (var network = TcpProxy.to(vhost.factory().getPort())) {
            var variables = new HashMap<>(vhost.variables(network.port()));
            variables.put("handoff.rabbitmq.longest-pause", "10ms");
            try (var closing = new Closing(broker(variables))) {
                closing.broker().subscribe(Queue.named("q"), 10, deliveries::add);
                await().until(() -> subscribed() == 1);

                network.cut();
                await().until(() -> count(RabbitMqEvent.Disconnected.class) > 200);
                network.heal();

                await().until(() -> subscribed() == 2);
            }
        }
    }

    @Test
    void subscriptionThatIsClosedWhileItBeginsGetsNothing() {
        try (var network = TcpProxy.to(vhost.factory().getPort());
                var closing = new Closing(broker(vhost.variables(network.port())))) {
            closing.broker().subscribe(Queue.named("p"), 10, deliveries::add);
            await().until(() -> subscribed() == 1);
            network.freeze();
            var subscription = closing.broker().subscribe(Queue.named("q"), 10, deliveries::add);
            await().until(() -> network.withheld() > 0);

            subscription.close();
            network.thaw();

            var queue = new Destination.ToQueue(Queue.named("q"));
            assertThat(broker.publish(queue, message("1"))).isTrue();
            await().pollDelay(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(broker.depth(queue.queue())).contains(new RabbitMq.Depth(1, 0)));
            assertThat(deliveries).isEmpty();
        }
    }

    @Test
    void closingDoesNotWaitForABrokerThatIsSilent() {
        try (var network = TcpProxy.to(vhost.factory().getPort());
                var closing = new Closing(broker(vhost.variables(network.port())))) {
            var subscription = closing.broker().subscribe(Queue.named("q"), 10, deliveries::add);
            await().until(subscription::isActive);
            network.freeze();

            assertTimeoutPreemptively(Duration.ofSeconds(2), subscription::close);
        }
    }

    @Test
    @Timeout(20)
    void writersAreNotHeldUpByANetworkThatIsSilent() throws Exception {
        try (var network = TcpProxy.to(vhost.factory().getPort())) {
            var variables = new HashMap<>(vhost.variables(network.port()));
            variables.put("handoff.rabbitmq.heartbeat", "1s");
            variables.put("handoff.rabbitmq.confirm-timeout", "1s");
            variables.put("handoff.rabbitmq.connect-timeout", "1s");
            var queue = new Destination.ToQueue(Queue.named("q"));
            try (var closing = new Closing(broker(variables));
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                closing.broker().publish(queue, message("1"));
                network.freeze();
                var big = new AmqpMessage("id", "kind", "text/plain", Map.of(), new byte[8 << 20]);

                var results = threads.invokeAll(
                        Collections.nCopies(4, () -> closing.broker().publish(queue, big)), 12, TimeUnit.SECONDS);

                assertThat(results).noneMatch(Future::isCancelled);
            }
        }
    }

    @Test
    void channelThatIsLostInTheMiddleIsAFailureOfTheBroker() {
        assertThatThrownBy(() -> broker.on("looking", channel -> {
                    channel.abort();
                    return channel.queueDeclarePassive("q");
                }))
                .isInstanceOf(RabbitMqFailed.class)
                .hasMessageContaining("looking failed");
    }

    @Test
    void brokerThatIsSilentIsWaitedForOnceAndNotByEverybody() {
        try (var network = TcpProxy.to(vhost.factory().getPort())) {
            var variables = new HashMap<>(vhost.variables(network.port()));
            variables.put("handoff.rabbitmq.confirm-timeout", "500ms");
            try (var closing = new Closing(broker(variables))) {
                var queue = new Destination.ToQueue(Queue.named("q"));
                closing.broker().publish(queue, message("1"));
                network.freeze();

                assertThatThrownBy(() -> closing.broker().publish(queue, message("2")))
                        .isInstanceOf(RabbitMqUnavailable.class)
                        .hasMessageContaining("within PT0.5S");
                assertThatThrownBy(() -> closing.broker().publish(queue, message("3")))
                        .isInstanceOf(RabbitMqUnavailable.class)
                        .hasMessageContaining("a moment ago");

                network.heal();
                await().ignoreExceptions().until(() -> closing.broker().publish(queue, message("4")));
            }
        }
    }
}
