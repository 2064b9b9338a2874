package dev.handoff.kit.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.process.Certificate;
import dev.handoff.process.TcpProxy;
import io.nats.client.api.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One client and a real server. */
@Timeout(60)
class NatsBrokerTest {

    private static final WorkQueue QUEUE = new WorkQueue(
            new WorkStream("jobs", "jobs.*", RetentionPolicy.WorkQueue, 1), "jobs.a", "a", Duration.ofSeconds(2));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<NatsEvent> events = new CopyOnWriteArrayList<>();
    private final List<NatsMessage> messages = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private TestNats server(String... options) {
        var server = TestNats.start(options);
        open.add(server);
        return server;
    }

    private NatsBroker broker(Map<String, String> variables) {
        var quick = new HashMap<>(Map.of("handoff.nats.longest-pause", "200ms", "handoff.nats.confirm-timeout", "2s"));
        quick.putAll(variables);
        var broker = NatsBrokers.of(quick, events::add);
        open.add(() -> NatsBrokers.close(broker));
        return broker;
    }

    private static void publish(NatsBroker broker, String text) {
        broker.publish(QUEUE, Map.of("kind", "test"), text.getBytes(UTF_8));
    }

    private List<String> texts() {
        return messages.stream().map(it -> new String(it.body(), UTF_8)).toList();
    }

    @Test
    void messageComesWithItsHeadersAndIsGoneWhenItIsAcknowledged() {
        var broker = broker(server().variables());
        publish(broker, "one");

        var intake = broker.intake(QUEUE, 10, messages::add);

        await().untilAsserted(() -> assertThat(texts()).containsExactly("one"));
        assertThat(messages.getFirst().headers()).containsEntry("kind", "test");
        messages.getFirst().ack();
        await().until(() ->
                intake.isActive() && broker.content(QUEUE).orElseThrow().equals(new NatsBroker.Content(0, 1)));
    }

    @Test
    void fullIntakeLeavesTheRestToOthers() {
        var variables = server().variables();
        var broker = broker(variables);
        for (int i = 0; i < 5; i++) {
            publish(broker, "m" + i);
        }
        broker.intake(QUEUE, 2, messages::add);
        await().until(() -> messages.size() == 2);
        var others = new CopyOnWriteArrayList<NatsMessage>();

        broker(variables).intake(QUEUE, 10, others::add);

        await().until(() -> others.size() == 3);
        messages.getFirst().giveBack();
        await().until(() -> others.size() == 4 || messages.size() == 3);
        assertThat(messages.size() + others.size()).isEqualTo(6);
    }

    @Test
    void unansweredMessageComesAgainAndIsKnownToDoSo() {
        var broker = broker(server().variables());
        publish(broker, "one");
        broker.intake(QUEUE, 10, messages::add);

        await().until(() -> messages.size() == 2);

        assertThat(messages.get(0).isAgain()).isFalse();
        assertThat(messages.get(1).isAgain()).isTrue();
    }

    @Test
    void terminatedMessageNeverComesAgainAndIsTold() {
        var broker = broker(server().variables());
        publish(broker, "one");
        publish(broker, "two");

        broker.intake(QUEUE, 1, message -> {
            messages.add(message);
            broker.terminate(message, "it is no use");
        });

        await().untilAsserted(() -> assertThat(texts()).containsExactly("one", "two"));
        assertThat(events).contains(new NatsEvent.Terminated("a", "it is no use"));
        await().until(() -> broker.content(QUEUE).orElseThrow().waiting() == 0);
    }

    @Test
    void killedServerComesBackWithWhatItConfirmed() {
        var server = server();
        var broker = broker(server.variables());
        broker.intake(QUEUE, 10, message -> {
            message.ack();
            messages.add(message);
        });
        await().until(() -> broker.intakes().getFirst().isActive());
        server.kill();
        await().untilAsserted(() -> assertThatThrownBy(() -> publish(broker, "refused"))
                .isInstanceOf(NatsUnavailable.class)
                .hasMessageStartingWith("no connection to NATS at " + server.url()));

        server.restart();

        await().ignoreExceptionsInstanceOf(NatsUnavailable.class).untilAsserted(() -> publish(broker, "late"));
        await().untilAsserted(() -> assertThat(texts()).contains("late"));
        assertThat(events).contains(new NatsEvent.Connected("test", server.url(), true));
    }

    @Test
    void deletedStreamIsMadeAgain() throws Exception {
        var server = server();
        var broker = broker(server.variables());
        publish(broker, "one");
        broker.intake(QUEUE, 10, message -> {
            message.ack();
            messages.add(message);
        });
        await().until(() -> messages.size() == 1);

        try (var other = server.connection()) {
            other.jetStreamManagement().deleteStream("jobs");
        }

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(NatsFailed.class)
                .untilAsserted(() -> publish(broker, "two"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(texts()).contains("two"));
    }

    @Test
    void silentConnectionIsReplaced() {
        var server = server();
        var proxy = TcpProxy.to(server.port());
        open.add(proxy);
        var broker = broker(Map.of("NATS_URL", "nats://127.0.0.1:" + proxy.port(), "handoff.nats.heartbeat", "500ms"));
        publish(broker, "one");

        proxy.freeze();
        await().until(() -> events.stream().anyMatch(NatsEvent.Disconnected.class::isInstance));
        proxy.heal();

        await().ignoreExceptionsInstanceOf(NatsUnavailable.class).untilAsserted(() -> publish(broker, "two"));
        assertThat(broker.content(QUEUE).orElseThrow().waiting()).isGreaterThanOrEqualTo(2);
        assertThat(proxy.withheld()).isPositive();
    }

    @Test
    void loginOfTheUrlIsTaken() {
        var server = server("--user", "me", "--pass", "secret");

        publish(broker(Map.of("NATS_URL", server.url().replace("//", "//me:secret@"))), "one");

        assertThat(events).contains(new NatsEvent.Confirmed("jobs.a"));
    }

    @Test
    void refusedLoginIsToldWithoutThePassword() {
        var server = server("--user", "me", "--pass", "secret");
        var broker = broker(Map.of("NATS_URL", server.url(), "NATS_USER", "me", "NATS_PASSWORD", "guessed"));

        assertThatThrownBy(() -> publish(broker, "one"))
                .isInstanceOf(NatsUnavailable.class)
                .hasMessageContaining("the login was refused; see NATS_URL, NATS_USER")
                .hasMessageNotContaining("guessed");
    }

    @Test
    void tokenLogsIn() {
        var broker = broker(Map.of("NATS_URL", server("--auth", "secret").url(), "NATS_TOKEN", "secret"));

        publish(broker, "one");

        assertThat(events).contains(new NatsEvent.Confirmed("jobs.a"));
    }

    @Test
    void tlsIsForTheHostWhoseNameTheCertificateHas(@TempDir Path folder) throws Exception {
        var certificate = new Certificate(folder);
        var pem = certificate.certificatePem().toString();
        var server = server(
                "--tls", "--tlscert", pem, "--tlskey", certificate.keyPem().toString());
        var named = "tls://localhost:" + server.port();

        publish(broker(Map.of("NATS_URL", named, "NATS_CA", pem)), "one");

        for (var other : List.of(
                Map.of("NATS_URL", named),
                Map.of("NATS_URL", "tls://127.0.0.1:" + server.port(), "NATS_CA", pem),
                Map.of("NATS_URL", server.url()))) {
            assertThatThrownBy(() -> publish(broker(other), "two")).isInstanceOf(NatsUnavailable.class);
        }
    }

    @Test
    void firstServerThatAnswersIsUsed() {
        var broker = broker(Map.of("NATS_URL", "nats://127.0.0.1:1," + server().url()));

        publish(broker, "one");

        assertThat(broker.content(QUEUE)).isPresent();
    }

    @Test
    void nothingIsConnectedUntilItIsNeeded() {
        var proxy = TcpProxy.to(server().port());
        open.add(proxy);

        var broker = broker(Map.of("NATS_URL", "nats://127.0.0.1:" + proxy.port()));
        broker.measure();

        assertThat(broker.isConfigured()).isTrue();
        assertThat(proxy.accepted()).isZero();
    }
}
