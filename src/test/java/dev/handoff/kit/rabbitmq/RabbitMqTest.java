package dev.handoff.kit.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent arrives, and is answered. */
class RabbitMqTest extends OnABroker {

    @Test
    void messageArrivesAsItWasSent() {
        var queue = Queue.named("q");
        subscribe(queue, 10);

        broker.publish(new Destination.ToQueue(queue), message("hello").with("name", "Ärger"));

        await().until(() -> deliveries.size() == 1);
        var message = deliveries.getFirst().message();
        assertThat(message.id()).isEqualTo("id-hello");
        assertThat(message.type()).isEqualTo("kind");
        assertThat(message.contentType()).isEqualTo("text/plain");
        assertThat(message.headers()).containsEntry("name", "Ärger");
        assertThat(new String(message.body(), UTF_8)).isEqualTo("hello");
        assertThat(deliveries.getFirst().redelivered()).isFalse();
    }

    @Test
    void queueNeedsNoSubscriberToKeepMessages() {
        broker.publish(new Destination.ToQueue(Queue.named("q")), message("1"));

        awaitDepth(Queue.named("q"), 1);
        assertThat(vhost.ctl("list_queues", "name", "type", "durable")).contains("q\tquorum\ttrue");
    }

    @Test
    void deletedQueueIsGoneWithItsMessagesAndTheOneBesideIt() {
        var queue = Queue.named("q");
        broker.publish(new Destination.ToQueue(queue), message("1"));

        broker.delete(queue);
        broker.delete(queue);

        assertThat(broker.depth(queue)).isEmpty();
        assertThat(broker.depth(queue.dead())).isEmpty();
    }

    @Test
    void topicReachesAllItsQueues() {
        subscribe(Queue.of("a", "events", "post.published"), 10);
        subscribe(Queue.of("b", "events", "post.published"), 10);
        subscribe(Queue.of("c", "events", "post.deleted"), 10);
        await().until(() -> subscribed() == 3);

        assertThat(broker.publish(new Destination.ToTopic("events", "post.published"), message("x")))
                .isTrue();

        await().until(() -> deliveries.size() == 2);
        assertThat(deliveries).extracting(it -> it.queue().name()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void topicThatNobodyWantsReachesNobody() {
        assertThat(broker.publish(new Destination.ToTopic("events", "post.published"), message("x")))
                .isFalse();
        assertThat(events).hasAtLeastOneElementOfType(RabbitMqEvent.Returned.class);
    }

    @Test
    void messageForADeletedQueueIsToldAndTheQueueMadeAgain() {
        var queue = Queue.named("q");
        broker.publish(new Destination.ToQueue(queue), message("1"));
        vhost.ctl("delete_queue", "q");

        assertThatThrownBy(() -> broker.publish(new Destination.ToQueue(queue), message("2")))
                .isInstanceOf(RabbitMqFailed.class)
                .hasMessageContaining("no queue for q");
        assertThat(broker.publish(new Destination.ToQueue(queue), message("3"))).isTrue();

        awaitDepth(queue, 1);
    }

    @Test
    void fullQueueIsToldAtOnce() {
        vhost.ctl(
                "set_policy",
                "full",
                "^q$",
                "{\"max-length\":1,\"overflow\":\"reject-publish\"}",
                "--apply-to",
                "queues");
        var queue = new Destination.ToQueue(Queue.named("q"));

        var began = System.nanoTime();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        broker.publish(queue, message("x"));
                    }
                })
                .isInstanceOf(RabbitMqFailed.class)
                .hasMessageContaining("refused");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void subscriptionOutlivesItsQueue() {
        var queue = Queue.named("q");
        subscribe(queue, 10);
        await().until(() -> subscribed() == 1);

        vhost.ctl("delete_queue", "q");
        await().until(() -> subscribed() == 2);
        broker.publish(new Destination.ToQueue(queue), message("1"));

        await().until(() -> deliveries.size() == 1);
    }

    @Test
    void noMoreThanThePrefetchIsHeldUnanswered() {
        var queue = Queue.named("q");
        for (int i = 0; i < 5; i++) {
            broker.publish(new Destination.ToQueue(queue), message("" + i));
        }
        subscribe(queue, 2);
        await().until(() -> deliveries.size() == 2);
        awaitDepth(queue, 3);

        deliveries.get(0).ack();

        await().until(() -> deliveries.size() == 3);
    }

    @Test
    void answersOutOfOrderSpeakForTheirOwnMessagesAlone() {
        var queue = Queue.named("q");
        subscribe(queue, 10);
        for (int i = 0; i < 6; i++) {
            broker.publish(new Destination.ToQueue(queue), message("" + i));
        }
        await().until(() -> deliveries.size() == 6);

        List.of(4, 0, 1).forEach(i -> deliveries.get(i).ack());
        deliveries.get(2).requeue();
        deliveries.get(5).ack();
        await().until(() -> deliveries.size() == 7);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(vhost.ctl("list_queues", "name", "messages")).contains("q\t2"));
        vhost.ctl("close_all_connections", "because of the test");

        await().until(() -> deliveries.size() == 9);
        assertThat(deliveries.subList(7, 9))
                .extracting(again -> again.message().id())
                .containsExactlyInAnyOrder("id-2", "id-3");
    }

    @Test
    void everyMessageIsAnsweredHoweverManyThreadsAnswer() {
        var queue = Queue.named("q");
        var requeued = new AtomicInteger();
        broker.subscribe(
                queue,
                50,
                delivery -> Thread.startVirtualThread(() -> {
                    if (!delivery.redelivered() && delivery.message().id().endsWith("7")) {
                        requeued.incrementAndGet();
                        delivery.requeue();
                    } else {
                        deliveries.add(delivery);
                        delivery.ack();
                    }
                }));
        for (int i = 0; i < 300; i++) {
            broker.publish(new Destination.ToQueue(queue), message("" + i));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(vhost.ctl("list_queues", "name", "messages")).contains("q\t0"));
        assertThat(deliveries)
                .extracting(delivery -> delivery.message().id())
                .doesNotHaveDuplicates()
                .hasSize(300);
        assertThat(requeued).hasValue(30);
    }

    @Test
    void closedSubscriptionGetsNothingAndCanStillAnswer() {
        var queue = Queue.named("q");
        var subscription = subscribe(queue, 10);
        broker.publish(new Destination.ToQueue(queue), message("1"));
        await().until(() -> deliveries.size() == 1);

        subscription.close();
        broker.publish(new Destination.ToQueue(queue), message("2"));
        deliveries.getFirst().ack();

        await().until(() -> broker.depth(queue).orElseThrow().messages() == 1);
        assertThat(deliveries).hasSize(1);
    }

    @Test
    void messageForLaterComesLater() {
        var queue = Queue.named("q");
        subscribe(queue, 10);
        long begun = System.nanoTime();

        broker.publish(new Destination.Later(queue, Duration.ofMillis(700)), message("1"));

        await().until(() -> deliveries.size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void queueThatIsDeclaredOtherwiseHindersNoOtherMessages() throws Exception {
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.queueDeclare("other", true, false, false, Map.of());
        }
        var told = new CopyOnWriteArrayList<String>();
        var vain = Thread.ofVirtual().start(() -> {
            while (told.size() < 100) {
                try {
                    broker.publish(new Destination.ToQueue(Queue.named("other")), message("x"));
                } catch (RabbitMqFailed failed) {
                    told.add(failed.getMessage());
                }
            }
        });

        while (vain.isAlive()) {
            assertThat(broker.publish(new Destination.ToQueue(Queue.named("q")), message("x")))
                    .isTrue();
        }

        assertThat(told).allMatch(why -> why.contains("PRECONDITION_FAILED - inequivalent arg 'x-"));
    }

    @Test
    void messageForLaterOutlivesTheAbsenceOfItsQueue() {
        TestBroker.shared()
                .ctl("eval", "application:set_env(rabbit, dead_letter_worker_publisher_confirm_timeout, 1000).");
        var queue = Queue.named("q");
        broker.publish(new Destination.Later(queue, Duration.ofMillis(100)), message("1"));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

        subscribe(queue, 10);

        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void prefetchThatWouldMeanAllIsRefused(int prefetch) {
        assertThatThrownBy(() -> subscribe(Queue.named("q"), prefetch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefetch of q must be");
    }

    @Test
    void queueThatMayNotBeLookedAtIsNotTakenForAbsent() throws Exception {
        try (var stranger = vhost.factory().newConnection();
                var channel = stranger.createChannel()) {
            boolean exclusive = true;
            channel.queueDeclare("q", false, exclusive, false, Map.of());

            assertThatThrownBy(() -> broker.depth(Queue.named("q")))
                    .isInstanceOf(RabbitMqFailed.class)
                    .hasMessageContaining("RESOURCE_LOCKED");
        }
        assertThat(broker.depth(Queue.named("absent"))).isEmpty();
    }
}
