package dev.handoff.kit.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.handoff.Settings;
import dev.handoff.process.TcpProxy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RabbitMqTest {

    private final TestVhost vhost = TestBroker.shared().freshVhost();
    private final List<RabbitMqEvent> events = new CopyOnWriteArrayList<>();
    private final RabbitMq broker = broker(vhost.variables());
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        broker.close();
        vhost.close();
    }

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
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void fullQueueIsToldAtOnce() {
        vhost.ctl(
                "set_policy",
                "full",
                "^q$",
                "{\"max-length\":1,\"overflow\":\"reject-publish\"}",
                "--apply-to",
                "queues");
        var queue = new Destination.ToQueue(Queue.named("q"));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        broker.publish(queue, message("x"));
                    }
                })
                .isInstanceOf(RabbitMqFailed.class)
                .hasMessageContaining("refused");
    }

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
        await().untilAsserted(() ->
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

        await().untilAsserted(() ->
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

        await().untilAsserted(() ->
                assertThat(vhost.ctl("list_queues", "name", "messages")).contains("q\t1"));
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
    void deadLettersAreKeptWithTheirReasonAndCanGoBack() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        var subscription = subscribe(queue, 10);
        broker.publish(new Destination.ToQueue(queue), message("nonsense"));
        await().until(() -> deliveries.size() == 1);

        broker.deadLetter(deliveries.getFirst(), "it makes no sense");
        subscription.close();

        for (int look = 0; look < 2; look++) {
            await().untilAsserted(() -> assertThat(letters.list(queue, 10))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.reason()).isEqualTo("it makes no sense");
                        assertThat(letter.message().id()).isEqualTo("id-nonsense");
                    }));
        }
        assertThat(letters.replay(queue, 10)).isOne();
        assertThat(letters.list(queue, 10)).isEmpty();
        awaitDepth(queue, 1);
    }

    @Test
    void deadLettersCanBeForgotten() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        assertThat(letters.purge(queue)).isZero();
        broker.publish(new Destination.ToQueue(queue.dead()), message("1"));

        assertThat(letters.purge(queue)).isOne();

        assertThat(letters.list(queue, 10)).isEmpty();
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

        await().until(() -> new DeadLetters(broker).list(queue, 10), letters -> letters.size() == 1);
        assertThat(new DeadLetters(broker).list(queue, 10).getFirst().reason())
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
                var big = new Message("id", "kind", "text/plain", Map.of(), new byte[8 << 20]);

                var results = threads.invokeAll(
                        Collections.nCopies(4, () -> closing.broker().publish(queue, big)), 12, TimeUnit.SECONDS);

                assertThat(results).noneMatch(Future::isCancelled);
            }
        }
    }

    @Test
    void deadLettersThatComeBackAreNotReplayedAgain() {
        var queue = Queue.named("q");
        var letters = new DeadLetters(broker);
        subscribePuttingAside(queue, "of no use");
        for (int i = 0; i < 5; i++) {
            broker.publish(new Destination.ToQueue(queue), message("" + i));
        }
        await().until(() -> letters.list(queue, 10).size() == 5);

        assertThat(letters.replay(queue, 1000)).isEqualTo(5);

        await().until(() -> letters.list(queue, 10).size() == 5);
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

    @Test
    void channelThatIsLostInTheMiddleIsAFailureOfTheBroker() {
        assertThatThrownBy(() -> broker.on("looking", channel -> {
                    channel.abort();
                    return channel.queueDeclarePassive("q");
                }))
                .isInstanceOf(RabbitMqFailed.class)
                .hasMessageContaining("looking failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-timeout", "confirm-timeout", "heartbeat", "longest-pause"})
    void timesThatWouldNeverPassOrNeverEndAreFaults(String setting) {
        for (var time : List.of("0s", "-1s")) {
            assertThat(fault(Map.of("MQ_HOST", "h", "handoff.rabbitmq." + setting, time), false))
                    .contains("handoff.rabbitmq." + setting + " must be");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void prefetchThatWouldMeanAllIsRefused(int prefetch) {
        assertThatThrownBy(() -> subscribe(Queue.named("q"), prefetch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefetch of q must be");
    }

    @Test
    void guestIsRefusedInProduction() {
        assertThat(fault(Map.of("MQ_HOST", "h"), true)).contains("MQ_USER is not set or is guest");
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_USER", "guest"), true)).contains("MQ_USER is not set or is guest");
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_USER", "me"), true)).isEmpty();
        assertThat(fault(Map.of("MQ_HOST", "h"), false)).isEmpty();
    }

    @Test
    void certificatesThatCannotBeReadAreAFault() {
        assertThat(fault(Map.of("MQ_HOST", "h", "MQ_CA", "/nowhere/ca.pem"), false))
                .isEqualTo("MQ_CA names /nowhere/ca.pem, which can't be read; set it to a PEM file with certificates");
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

    @Test
    void settingsWithoutAHostAreAFault() {
        assertThat(fault(Map.of("MQ_USER", "me"), false)).contains("MQ_HOST is not");
        assertThat(fault(Map.of(), true)).isEmpty();
    }

    private static String fault(Map<String, String> variables, boolean production) {
        return new RabbitMq(Settings.of(RabbitMqConfig.class, variables), production, event -> {})
                .fault()
                .orElse("");
    }

    /** Counts of quorum queues come a little late. */
    private void awaitDepth(Queue queue, int messages) {
        await().untilAsserted(() ->
                assertThat(broker.depth(queue).orElseThrow().messages()).isEqualTo(messages));
    }

    private Subscription subscribe(Queue queue, int prefetch) {
        return broker.subscribe(queue, prefetch, deliveries::add);
    }

    private void subscribePuttingAside(Queue queue, String reason) {
        broker.subscribe(queue, 10, delivery -> {
            deliveries.add(delivery);
            Thread.ofVirtual().start(() -> broker.deadLetter(delivery, reason));
        });
    }

    private long subscribed() {
        return count(RabbitMqEvent.Subscribed.class);
    }

    private long count(Class<? extends RabbitMqEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    private RabbitMq broker(Map<String, String> variables) {
        return new RabbitMq(Settings.of(RabbitMqConfig.class, variables), false, events::add);
    }

    private record Closing(RabbitMq broker) implements AutoCloseable {
        @Override
        public void close() {
            broker.close();
        }
    }

    private static Message message(String text) {
        return new Message("id-" + text, "kind", "text/plain", Map.of(), text.getBytes(UTF_8));
    }
}
