package dev.handoff.kit.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What tests of one client and a real broker share: an empty vhost, and what the client has told and brought. */
@Timeout(60)
abstract class OnABroker {

    final TestVhost vhost = TestBroker.shared().freshVhost();
    final List<RabbitMqEvent> events = new CopyOnWriteArrayList<>();
    final RabbitMq broker = broker(vhost.variables());
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        broker.close();
        vhost.close();
    }

    /** Counts of quorum queues come a little late. */
    void awaitDepth(Queue queue, int messages) {
        await().untilAsserted(() ->
                assertThat(broker.depth(queue).orElseThrow().messages()).isEqualTo(messages));
    }

    Subscription subscribe(Queue queue, int prefetch) {
        return broker.subscribe(queue, prefetch, deliveries::add);
    }

    void subscribePuttingAside(Queue queue, String reason) {
        broker.subscribe(queue, 10, delivery -> {
            deliveries.add(delivery);
            Thread.ofVirtual().start(() -> broker.deadLetter(delivery, reason));
        });
    }

    long subscribed() {
        return count(RabbitMqEvent.Subscribed.class);
    }

    long count(Class<? extends RabbitMqEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    RabbitMq broker(Map<String, String> variables) {
        return new RabbitMq(Settings.of(RabbitMqConfig.class, variables), false, events::add);
    }

    record Closing(RabbitMq broker) implements AutoCloseable {
        @Override
        public void close() {
            broker.close();
        }
    }

    static AmqpMessage message(String text) {
        return new AmqpMessage("id-" + text, "kind", "text/plain", Map.of(), text.getBytes(UTF_8));
    }
}
