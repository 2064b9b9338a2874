package dev.handoff.kit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that can't be used are put aside, and can be sent back. */
class DeadLettersTest extends OnABroker {

    @Test
    void deadLettersAreKeptWithTheirReasonAndCanGoBack() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        var subscription = subscribe(queue, 10);
        broker.publish(new Destination.ToQueue(queue), message("nonsense"));
        await().until(() -> deliveries.size() == 1);

        broker.deadLetter(deliveries.getFirst(), "it makes no sense");
        subscription.close();

        for (int look = 0; look < 2; look++) {
            await().untilAsserted(() -> assertThat(letters.list(queue, 0, 10, it -> it))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.reason()).isEqualTo("it makes no sense");
                        assertThat(letter.message().id()).isEqualTo("id-nonsense");
                    }));
        }
        assertThat(letters.replay(queue, 10)).isOne();
        assertThat(letters.list(queue, 0, 10, it -> it)).isEmpty();
        awaitDepth(queue, 1);
    }

    @Test
    void listBeginsWhereOneLikes() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        for (int i = 0; i < 3; i++) {
            broker.publish(new Destination.ToQueue(queue.dead()), message("" + i));
        }

        assertThat(letters.list(queue, 1, 1, letter -> letter.message().id())).containsExactly("id-1");
        await().untilAsserted(() -> assertThat(
                        letters.list(queue, 2, 10, letter -> letter.message().id()))
                .containsExactly("id-2"));
        await().untilAsserted(
                        () -> assertThat(letters.list(queue, 3, 10, it -> it)).isEmpty());
    }

    @Test
    void deadLettersCanBeForgotten() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        assertThat(letters.purge(queue)).isZero();
        broker.publish(new Destination.ToQueue(queue.dead()), message("1"));

        assertThat(letters.purge(queue)).isOne();

        assertThat(letters.list(queue, 0, 10, it -> it)).isEmpty();
    }

    @Test
    void messageThatCannotBePutAsideComesAgainAfterAPause() {
        vhost.ctl(
                "set_policy",
                "full",
                "^q.dlq$",
                "{\"max-length\":1,\"overflow\":\"reject-publish\"}",
                "--apply-to",
                "queues");
        var queue = Queue.named("q");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        broker.publish(new Destination.ToQueue(queue.dead()), message("x"));
                    }
                })
                .hasMessageContaining("refused");
        subscribePuttingAside(queue, "of no use");

        broker.publish(new Destination.ToQueue(queue), message("1"));

        await().until(() -> deliveries.size() == 2);
        await().during(Duration.ofMillis(700)).until(() -> deliveries.size() < 4);
    }

    @Test
    void reasonOfAnyLengthFitsBesideHeadersOfAnyLength() throws Exception {
        var queue = Queue.named("q");
        subscribePuttingAside(queue, "ä".repeat(200_000));
        await().until(() -> subscribed() == 1);
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            var headers = new BasicProperties.Builder().headers(Map.of("h", "x".repeat(130_000)));
            channel.basicPublish("", "q", headers.build(), new byte[0]);
        }

        await().until(() -> new DeadLetters(broker).list(queue, 0, 10, it -> it), letters -> letters.size() == 1);
        assertThat(new DeadLetters(broker)
                        .list(queue, 0, 10, it -> it)
                        .getFirst()
                        .reason())
                .startsWith("ä")
                .hasSizeLessThan(2000);
    }

    @Test
    void messageThatIsFarTooLongHindersNobody() throws Exception {
        subscribe(Queue.named("p"), 10);
        subscribePuttingAside(Queue.named("q"), "too long");
        await().until(() -> subscribed() == 2);
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish("", "q", null, new byte[20 << 20]);
        }

        awaitDepth(Queue.named("q").dead(), 1);
        assertThat(events).noneMatch(event -> event instanceof RabbitMqEvent.Disconnected);
    }

    @Test
    void deadLettersThatComeBackAreNotReplayedAgain() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        subscribePuttingAside(queue, "of no use");
        for (int i = 0; i < 5; i++) {
            broker.publish(new Destination.ToQueue(queue), message("" + i));
        }
        await().until(() -> letters.list(queue, 0, 10, it -> it).size() == 5);

        assertThat(letters.replay(queue, 1000)).isEqualTo(5);

        await().until(() -> letters.list(queue, 0, 10, it -> it).size() == 5);
    }

    @Test
    void replayedMessageBeginsAnew() {
        var queue = Queue.named("q");
        var dead = message("1")
                .with("x-handoff-failures", "5")
                .with("x-handoff-reason", "because")
                .with("mine", "1");
        broker.publish(new Destination.ToQueue(queue.dead()), dead);
        awaitDepth(queue.dead(), 1);

        new DeadLetters(broker).replay(queue, 10);
        subscribe(queue, 10);

        await().until(() -> deliveries.size() == 1);
        assertThat(deliveries.getFirst().message().headers())
                .containsEntry("mine", "1")
                .doesNotContainKeys("x-handoff-failures", "x-handoff-reason");
    }
}
