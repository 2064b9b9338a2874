package dev.handoff.engine.dispatch.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.HeldReceiver;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteContract;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import dev.handoff.kit.rabbitmq.RabbitMqs;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.TestVhost;
import dev.handoff.task.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RabbitMqRouteTest extends RouteContract {

    private final TestVhost vhost = TestBroker.shared().freshVhost();
    private final Map<String, String> variables = new HashMap<>(vhost.variables());
    private final RabbitMq broker = new RabbitMq(Settings.of(RabbitMqConfig.class, variables), false, event -> {});
    private final Queue queue = Queue.named("handoff.t");
    private final CountDownLatch release = new CountDownLatch(1);
    private Pool pool;

    @AfterEach
    void close() {
        release.countDown();
        RabbitMqs.close(broker);
        vhost.close();
    }

    @Override
    protected Route route() {
        return listening(new Slots(10, type -> OptionalInt.empty()), heard);
    }

    @Test
    void doorbellIsAcknowledgedWhenItsTaskIsClaimedAndNotWhenItHasRun() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), new HeldReceiver(heard, release, true));

        route.ring(bell("t", 0), INPUT);

        await().until(() -> heard.received.size() == 1);
        vhost.ctl("close_all_connections", "because of the test");
        var another = bell("t", 0);
        await().ignoreExceptions().until(() -> route.ring(another, INPUT) != null);
        await().until(() -> heard.received.contains(another));
        assertThat(heard.received).hasSize(2);
    }

    @Test
    void doorbellThatIsNotClaimedYetStaysWithTheBroker() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), new HeldReceiver(heard, release, false));

        route.ring(bell("t", 0), INPUT);

        await().until(() -> heard.received.size() == 1);
        vhost.ctl("close_all_connections", "because of the test");

        await().until(() -> heard.received.size() == 2);
        assertThat(heard.received.get(1)).isEqualTo(heard.received.get(0));
    }

    @Test
    void fullPoolHoldsItsDoorbellsOnlyForAMomentAndAnIdlerInstanceGetsThem() {
        variables.put("handoff.rabbitmq-route.expiry", "500ms");
        var busy = listening(new Slots(1, type -> OptionalInt.empty()), new HeldReceiver(heard, release, true));
        busy.ring(bell("t", 0), INPUT);
        await().until(() -> heard.received.size() == 1);
        for (int i = 0; i < 20; i++) {
            busy.ring(bell("t", 0), INPUT);
        }
        var idle = new HeardBells();

        listening(new Slots(1, type -> OptionalInt.empty()), idle);

        await().until(() -> idle.received.size() == 20);
        assertThat(heard.received).hasSize(1);
    }

    @Test
    void claimsThatAreUnderWayKeepNoSlotIdle() {
        var route = listening(new Slots(70, type -> OptionalInt.empty()), new HeldReceiver(heard, release, false));
        for (int i = 0; i < 80; i++) {
            route.ring(bell("t", 0), INPUT);
        }

        await().untilAsserted(() -> assertThat(heard.received).hasSize(70));
    }

    @Test
    void doorbellsThatWaitHereStartByPriority() {
        var route = listening(new Slots(1, type -> OptionalInt.empty()), new HeldReceiver(heard, release, true));
        var first = bell("t", 0);
        route.ring(first, INPUT);
        await().until(() -> heard.received.size() == 1);
        var low = bell("t", -5);
        var high = bell("t", 5);
        route.ring(low, INPUT);
        route.ring(high, INPUT);
        await().until(() -> pool.waiting() == 2);

        release.countDown();

        await().untilAsserted(() -> assertThat(heard.received).containsExactly(first, high, low));
    }

    @Test
    void doorbellThatCannotBeTakenNowComesAgain() {
        var asked = new AtomicInteger();
        var reluctant = new HeardBells() {
            @Override
            public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
                return asked.incrementAndGet() < 3 ? Disposition.REQUEUE : super.receive(bell, budget, claimed);
            }
        };
        var route = listening(new Slots(10, type -> OptionalInt.empty()), reluctant);
        var bell = bell("t", 0);

        route.ring(bell, INPUT);

        await().until(() -> reluctant.received.contains(bell));
        assertThat(asked).hasValue(3);
    }

    @Test
    void doorbellThatTheReceiverFailsOnComesAgain() {
        var asked = new AtomicInteger();
        var broken = new HeardBells() {
            @Override
            public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("as if");
                }
                return super.receive(bell, budget, claimed);
            }
        };
        var route = listening(new Slots(10, type -> OptionalInt.empty()), broken);
        var bell = bell("t", 0);

        route.ring(bell, INPUT);

        await().dontCatchUncaughtExceptions().until(() -> broken.received.contains(bell));
    }

    @Test
    void doorbellThatWaitedHereWhenItsConnectionWasLostStaysWithTheBroker() {
        var route = listening(new Slots(1, type -> OptionalInt.empty()), new HeldReceiver(heard, release, true));
        route.ring(bell("t", 0), INPUT);
        await().until(() -> heard.received.size() == 1);
        route.ring(bell("t", 0), INPUT);
        await().until(() -> pool.waiting() == 1);

        vhost.ctl("close_all_connections", "because of the test");
        await().until(() -> broker.subscriptions().stream().noneMatch(it -> it.isActive()));
        await().until(() -> broker.subscriptions().stream().allMatch(it -> it.isActive()));
        await().pollDelay(Duration.ofMillis(500)).until(() -> pool.waiting() == 1);
        route.stopListening();

        await().untilAsserted(() -> assertThat(broker.depth(queue)).contains(new RabbitMq.Depth(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"version\":1,\"type\":\"unheard-of\"}"})
    void whatIsNoDoorbellIsPutAsideWithAReasonAndHindersNobody(String body) {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        broker.publish(new Destination.ToQueue(queue), new AmqpMessage("m", "", "", Map.of(), body.getBytes(UTF_8)));
        var bell = bell("t", 0);

        route.ring(bell, INPUT);

        await().until(() -> heard.received.contains(bell));
        await().untilAsserted(() -> assertThat(RabbitMqs.deadLetters(broker).list(queue, 0, 10, it -> it))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).startsWith("invalid_payload: ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\":1,\"type\":\"of-the-next-release\"", "\"version\":2,\"type\":\"t\""})
    void doorbellOfANewerReleaseStaysWithTheBrokerForItsInstances(String form) {
        listening(new Slots(10, type -> OptionalInt.empty()), heard);
        var body = "{%s,\"due\":\"%s\"}".formatted(form, Instant.now());
        broker.publish(new Destination.ToQueue(queue), new AmqpMessage("m", "", "", Map.of(), body.getBytes(UTF_8)));
        var newer = new AtomicInteger();

        broker.subscribe(queue, 1, delivery -> {
            newer.incrementAndGet();
            delivery.ack();
        });

        await().atMost(Duration.ofSeconds(20)).until(() -> newer.get() == 1);
        assertThat(RabbitMqs.deadLetters(broker).list(queue, 0, 10, it -> it)).isEmpty();
    }

    @Test
    void instanceThatStopsListeningGivesBackWhatWaits() {
        var route = listening(new Slots(1, type -> OptionalInt.empty()), new HeldReceiver(heard, release, true));
        route.ring(bell("t", 0), INPUT);
        await().until(() -> heard.received.size() == 1);
        route.ring(bell("t", 0), INPUT);
        await().until(() -> pool.waiting() == 1);

        route.stopListening();

        await().untilAsserted(() -> assertThat(broker.depth(queue)).contains(new RabbitMq.Depth(1, 0)));
        release.countDown();
        assertThat(heard.received).hasSize(1);
    }

    @Test
    void doorbellForLaterIsLeftToTheSweeper() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        var later = new Doorbell(
                new TaskId(UUID.randomUUID()), "t", 1, 0, Instant.now().plusSeconds(60));

        assertThat(route.ring(later, INPUT)).isEqualTo(Dispatched.later("handoff.t"));

        assertThat(broker.depth(queue).map(RabbitMq.Depth::messages).orElse(0)).isZero();
    }

    @Test
    void allTypesCanShareAQueue() {
        variables.put("MQ_QUEUE", "taskiq_tasks");
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);

        route.ring(bell("t", 0), INPUT);
        route.ring(bell("u", 0), INPUT);

        await().until(() -> heard.received.size() == 2);
        assertThat(vhost.ctl("list_queues", "name")).contains("taskiq_tasks").doesNotContain("handoff.");
    }

    @Test
    void doorbellThatTheBrokerRefusesHasFailed() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        route.stopListening();
        vhost.ctl(
                "set_policy",
                "full",
                "handoff",
                "{\"max-length\":1,\"overflow\":\"reject-publish\"}",
                "--apply-to",
                "queues");

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        route.ring(bell("t", 0), INPUT);
                    }
                })
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("refused");
    }

    @Test
    void routeIsStuckWhenDoorbellsAreThereAndNoneComes() throws Exception {
        // Of a queue with a single active consumer this instance gets nothing while somebody else is the active one.
        variables.put("handoff.rabbitmq.declare", "false");
        variables.put("handoff.rabbitmq-route.longest-silence", "500ms");
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            for (var name : List.of("handoff.t", "handoff.u")) {
                channel.queueDeclare(name, true, false, false, Map.of("x-single-active-consumer", true));
            }
            channel.basicQos(1);
            channel.basicConsume("handoff.t", false, (tag, message) -> {}, tag -> {});
            var undeclared = new RabbitMq(Settings.of(RabbitMqConfig.class, variables), false, event -> {});
            var slots = new Slots(1, type -> OptionalInt.empty());
            var route = RabbitMqRouteOf.of(variables, undeclared, slots, new Pool(slots, heard, Clock.systemUTC()));
            route.listen(Set.of("t"));
            await().until(() -> undeclared.subscriptions().getFirst().isActive());
            route.ring(bell("t", 0), INPUT);
            route.ring(bell("t", 0), INPUT);

            await().untilAsserted(() -> {
                undeclared.measure();
                assertThat(route.stuck()).hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("1 doorbells are in handoff.t and slots are free, but none came for "));
            });
            // A full pool is no reason to restart.
            slots.tryTake("t");
            assertThat(route.stuck()).isEmpty();
            RabbitMqs.close(undeclared);
        }
    }

    @Test
    void expiryThatWouldNotLetAnythingWaitIsAFault() {
        variables.put("handoff.rabbitmq-route.expiry", "0s");

        assertThat(RabbitMqRouteOf.variables(variables).fault())
                .contains("handoff.rabbitmq-route.expiry must be longer than nothing, was PT0S");
    }

    @Test
    void instanceWithoutABrokerLeavesTheTaskToOthersAndSaysSo() {
        var without = RabbitMqRouteOf.variables(Map.of());

        assertThatThrownBy(() -> without.ring(bell("t", 0), INPUT))
                .isInstanceOf(DispatchMisconfigured.class)
                .hasMessageContaining("MQ_HOST is not set here");
    }

    @Test
    void probeTellsHowFullTheQueueIs() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);

        await().untilAsserted(() -> assertThat(route.probe("t"))
                .isEqualTo("handoff.t at " + broker.address() + " has 0 messages, and 1 instances listen"));
        assertThat(route.probe("transcribe")).contains("is not there yet");
    }

    private RabbitMqRoute listening(Slots slots, TaskReceiver receiver) {
        pool = new Pool(slots, receiver, Clock.systemUTC());
        var route = RabbitMqRouteOf.of(variables, broker, slots, pool);
        route.listen(Set.of("t", "u"));
        await().untilAsserted(() -> assertThat(broker.subscriptions()).allMatch(it -> it.isActive()));
        return route;
    }
}
