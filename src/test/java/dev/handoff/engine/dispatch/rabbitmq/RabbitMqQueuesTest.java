package dev.handoff.engine.dispatch.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.FarQueue;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import dev.handoff.kit.rabbitmq.RabbitMqs;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.TestVhost;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people are shown of the queues of a broker. */
@Timeout(60)
class RabbitMqQueuesTest {

    private final TestVhost vhost = TestBroker.shared().freshVhost();
    private final Map<String, String> variables = new HashMap<>(vhost.variables());
    private RabbitMq broker;

    private RabbitMqRoute route() {
        broker = new RabbitMq(Settings.of(RabbitMqConfig.class, variables), false, event -> {});
        var slots = new Slots(1, type -> OptionalInt.empty());
        return RabbitMqRouteOf.of(variables, broker, slots, new Pool(slots, null, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        RabbitMqs.close(broker);
        vhost.close();
    }

    @Test
    void queuesThatAreThereTellWhatWaitsWhoListensAndWhatIsDead() {
        var route = route();
        send(Queue.named("handoff.t"), 3);
        send(Queue.named("handoff.t").dead(), 1);
        var listening = broker.subscribe(Queue.named("handoff.u"), 1, delivery -> {});
        await().until(listening::isActive);

        await().untilAsserted(() -> assertThat(route.queues(Set.of("t", "u", "transcribe")))
                .containsExactly(queue("handoff.t", "t", 3, 0, 1), queue("handoff.u", "u", 0, 1, 0)));
    }

    @Test
    void queueOfSeveralTypesNamesThemAll() {
        variables.put("MQ_QUEUE", "taskiq_tasks");
        var route = route();
        send(Queue.named("taskiq_tasks"), 1);

        await().untilAsserted(() -> assertThat(route.queues(Set.of("u", "t")))
                .singleElement()
                .satisfies(queue -> {
                    assertThat(queue.types()).containsExactly("t", "u");
                    assertThat(queue.content().orElseThrow().waiting()).isEqualTo(1);
                }));
    }

    @Test
    void brokerThatCannotBeReachedIsTold() {
        variables.put("MQ_PORT", "1");

        assertThat(route().queues(Set.of("t"))).singleElement().satisfies(queue -> {
            assertThat(queue.content()).isEmpty();
            assertThat(queue.trouble().orElseThrow()).startsWith("no connection to RabbitMQ at amqp://127.0.0.1:1/");
        });
    }

    private void send(Queue queue, int messages) {
        for (int i = 0; i < messages; i++) {
            broker.publish(new Destination.ToQueue(queue), new AmqpMessage("m" + i, "", "", Map.of(), new byte[1]));
        }
    }

    private static FarQueue queue(String name, String type, long waiting, int consumers, int dead) {
        var content = new FarQueue.Content(waiting, false, OptionalInt.of(consumers), OptionalInt.of(dead));
        return FarQueue.of(name, List.of(type), content);
    }
}
