package dev.handoff.engine.dispatch.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.FarQueue;
import dev.handoff.engine.dispatch.HeldReceiver;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteContract;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.kit.nats.Intake;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsBrokers;
import dev.handoff.kit.nats.NatsEvent;
import dev.handoff.kit.nats.TestNats;
import dev.handoff.process.TcpProxy;
import dev.handoff.task.TaskId;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NatsRouteTest extends RouteContract {

    private static TestNats server;

    private final TcpProxy network = TcpProxy.to(server.port());
    private final String stream = "test-" + UUID.randomUUID();
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "NATS_URL", "nats://127.0.0.1:" + network.port(),
            "NATS_STREAM", stream,
            "handoff.nats.longest-pause", "100ms",
            "handoff.nats.heartbeat", "500ms",
            "handoff.nats-route.expiry", "1s",
            "handoff.nats-route.answer", "2s"));
    private final List<NatsEvent> events = new CopyOnWriteArrayList<>();
    private final NatsBroker broker = NatsBrokers.of(variables, events::add);
    private final CountDownLatch release = new CountDownLatch(1);
    private Pool pool;

    @BeforeAll
    static void startServer() {
        server = TestNats.start();
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @AfterEach
    void close() {
        release.countDown();
        NatsBrokers.close(broker);
        network.close();
    }

    @Override
    protected Route route() {
        return listening(new Slots(10, type -> OptionalInt.empty()), heard);
    }

    @Test
    void doorbellIsAcknowledgedWhenItsTaskIsClaimedAndNotWhenItHasRun() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), held(true));

        route.ring(bell("t", 0), INPUT);

        await().until(() -> heard.received.size() == 1);
        await().untilAsserted(() -> assertThat(unanswered("t")).isZero());
        assertThat(release.getCount()).isOne();
    }

    @Test
    void doorbellThatIsNotClaimedYetComesAgainAfterItsConnectionWasLost() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), held(false));
        route.ring(bell("t", 0), INPUT);
        await().until(() -> heard.received.size() == 1);

        network.freeze();
        await().until(() -> events.stream().anyMatch(NatsEvent.Disconnected.class::isInstance));
        network.thaw();

        await().until(() -> heard.received.size() == 2);
        assertThat(heard.received.get(1)).isEqualTo(heard.received.get(0));
    }

    @Test
    void fullPoolHoldsItsDoorbellsOnlyForAMomentAndAnIdlerInstanceGetsThem() {
        var busy = listening(new Slots(1, type -> OptionalInt.empty()), held(true));
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
        var route = listening(new Slots(70, type -> OptionalInt.empty()), held(false));
        for (int i = 0; i < 80; i++) {
            route.ring(bell("t", 0), INPUT);
        }

        await().untilAsserted(() -> assertThat(heard.received).hasSizeGreaterThanOrEqualTo(70));
    }

    @Test
    void doorbellsThatWaitHereStartByPriority() {
        variables.put("handoff.nats-route.expiry", "30s");
        variables.put("handoff.nats-route.answer", "40s");
        var route = listening(new Slots(1, type -> OptionalInt.empty()), held(true));
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
    void doorbellThatCannotBeTakenNowOrThatTheReceiverFailsOnComesAgain() {
        var asked = new AtomicInteger();
        var reluctant = new HeardBells() {
            @Override
            public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
                return switch (asked.incrementAndGet()) {
                    case 1 -> Disposition.REQUEUE;
                    case 2 -> throw new IllegalStateException("as if");
                    default -> super.receive(bell, budget, claimed);
                };
            }
        };
        var route = listening(new Slots(10, type -> OptionalInt.empty()), reluctant);
        var bell = bell("t", 0);

        route.ring(bell, INPUT);

        await().dontCatchUncaughtExceptions().until(() -> reluctant.received.contains(bell));
        assertThat(asked).hasValue(3);
    }

    @Test
    void sameDoorbellRingsAgainAsOftenAsItIsRung() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        var bell = bell("t", 0);
        route.ring(bell, INPUT);
        await().until(() -> heard.received.size() == 1);

        route.ring(bell, INPUT);

        await().until(() -> heard.received.size() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"version\":1,\"type\":\"unheard-of\"}"})
    void whatIsNoDoorbellIsEndedWithAReasonAndHindersNobody(String body) throws Exception {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        publish(body);
        var bell = bell("t", 0);

        route.ring(bell, INPUT);

        await().until(() -> heard.received.contains(bell));
        await().untilAsserted(() -> assertThat(events)
                .filteredOn(NatsEvent.Terminated.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((NatsEvent.Terminated) event).reason()).startsWith("invalid_payload: ")));
        await().untilAsserted(() -> assertThat(unanswered("t")).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\":1,\"type\":\"of-the-next-release\"", "\"version\":2,\"type\":\"t\""})
    void doorbellOfANewerReleaseStaysForItsInstances(String form) throws Exception {
        listening(new Slots(10, type -> OptionalInt.empty()), heard);

        publish("{%s,\"due\":\"%s\"}".formatted(form, Instant.now()));

        await().until(() -> events.stream()
                        .filter(event -> event.equals(new NatsEvent.Consumed("t", true)))
                        .count()
                >= 1);
        assertThat(events).noneMatch(NatsEvent.Terminated.class::isInstance);
    }

    @Test
    void instanceThatStopsListeningGivesBackWhatWaits() {
        var route = listening(new Slots(1, type -> OptionalInt.empty()), held(true));
        route.ring(bell("t", 0), INPUT);
        await().until(() -> heard.received.size() == 1);
        route.ring(bell("t", 0), INPUT);
        await().until(() -> pool.waiting() == 1);

        route.stopListening();

        assertThat(pool.waiting()).isZero();
        var other = new HeardBells();
        listening(new Slots(1, type -> OptionalInt.empty()), other);
        await().until(() -> other.received.size() == 1);
        release.countDown();
        assertThat(heard.received).hasSize(1);
    }

    @Test
    void doorbellForLaterIsLeftToTheSweeper() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);
        var later = new Doorbell(
                new TaskId(UUID.randomUUID()), "t", 1, 0, Instant.now().plusSeconds(60));

        assertThat(route.ring(later, INPUT)).isEqualTo(Dispatched.later(stream + ".t"));

        assertThat(events).noneMatch(NatsEvent.Published.class::isInstance);
    }

    @Test
    void doorbellThatItsStreamRefusesHasFailed() throws Exception {
        try (var other = server.connection()) {
            other.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(stream)
                            .subjects(stream + ".*")
                            .maxMessages(1)
                            .discardPolicy(DiscardPolicy.New)
                            .build());
        }
        var route = NatsRouteOf.of(variables, broker, new Slots(1, type -> OptionalInt.empty()), null);
        route.ring(bell("t", 0), INPUT);

        assertThatThrownBy(() -> route.ring(bell("t", 0), INPUT))
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("maximum messages exceeded");
    }

    @Test
    void routeIsStuckWhenDoorbellsAreThereAndNoneComes() {
        variables.put("handoff.nats-route.longest-silence", "300ms");
        variables.put("handoff.nats-route.prefetch", "1");
        var slots = new Slots(2, type -> OptionalInt.empty());
        // It never answers for the one that it has room for.
        var route = listening(slots, held(false));
        route.ring(bell("t", 0), INPUT);
        route.ring(bell("t", 0), INPUT);

        await().untilAsserted(() -> {
            broker.measure();
            assertThat(route.stuck()).hasValueSatisfying(reason -> assertThat(reason)
                    .startsWith("1 doorbells are in " + stream + ".t and slots are free, but none came for "));
        });
        // A full pool is no reason to restart.
        slots.tryTake("t");
        assertThat(route.stuck()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "handoff.nats-route.expiry, 0s, handoff.nats-route.expiry must be longer than nothing",
        "handoff.nats-route.answer, 1s, handoff.nats-route.answer must be longer than handoff.nats-route.expiry",
        "handoff.nats-route.prefetch, 0, handoff.nats-route.prefetch must be at least 1",
        "NATS_STREAM, a.b, NATS_STREAM must have letters",
        "NATS_REPLICAS, 0, NATS_REPLICAS must be 1 to 5",
        "NATS_URL, http://h, NATS_URL has an address that begins with http://",
    })
    void settingsThatCannotWorkAreFaults(String setting, String value, String fault) {
        variables.put(setting, value);

        assertThat(NatsRouteOf.variables(variables).fault().orElse("")).startsWith(fault);
    }

    @Test
    void instanceWithoutNatsLeavesTheTaskToOthersAndSaysSo() {
        var without = NatsRouteOf.variables(Map.of());

        assertThatThrownBy(() -> without.ring(bell("t", 0), INPUT))
                .isInstanceOf(DispatchMisconfigured.class)
                .hasMessageContaining("NATS_URL is not set here");
    }

    @Test
    void peopleAreToldHowFullQueuesAreAndWhoListens() {
        var route = listening(new Slots(10, type -> OptionalInt.empty()), heard);

        await().untilAsserted(() -> assertThat(route.probe("t"))
                .isEqualTo(stream + ".t at " + broker.address() + " has 0 messages, and 1 instances wait for more"));
        assertThat(route.probe("transcribe")).contains("is not there yet");
        assertThat(route.queues(Set.of("u", "t", "transcribe")))
                .containsExactly(
                        queue("t", new FarQueue.Content(0, false, OptionalInt.of(1), OptionalInt.empty())),
                        queue("u", new FarQueue.Content(0, false, OptionalInt.of(1), OptionalInt.empty())));
    }

    @Test
    void serverThatCannotBeReachedIsTold() {
        network.cut();

        var route = NatsRouteOf.of(variables, broker, new Slots(1, type -> OptionalInt.empty()), null);

        assertThat(route.queues(Set.of("t"))).singleElement().satisfies(queue -> {
            assertThat(queue.content()).isEmpty();
            assertThat(queue.trouble().orElseThrow()).startsWith("no connection to NATS at nats://127.0.0.1:");
        });
    }

    private FarQueue queue(String type, FarQueue.Content content) {
        return FarQueue.of(stream + "." + type, List.of(type), content);
    }

    private HeldReceiver held(boolean claims) {
        return new HeldReceiver(heard, release, claims);
    }

    private void publish(String body) throws IOException, JetStreamApiException, InterruptedException {
        try (var other = server.connection()) {
            other.jetStream().publish(stream + ".t", body.getBytes(UTF_8));
        }
    }

    /** Doorbells that were brought and not answered yet. */
    private long unanswered(String type) {
        try (var other = server.connection()) {
            var info = other.jetStreamManagement().getConsumerInfo(stream, type);
            return info.getNumAckPending() + info.getNumPending();
        } catch (IOException | JetStreamApiException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private NatsRoute listening(Slots slots, TaskReceiver receiver) {
        pool = new Pool(slots, receiver, Clock.systemUTC());
        var route = NatsRouteOf.of(variables, broker, slots, pool);
        route.listen(Set.of("t", "u"));
        await().untilAsserted(() -> assertThat(broker.intakes()
                        .subList(broker.intakes().size() - 2, broker.intakes().size()))
                .allMatch(Intake::isActive));
        return route;
    }
}
