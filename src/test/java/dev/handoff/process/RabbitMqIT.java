package dev.handoff.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import dev.handoff.kit.rabbitmq.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to tasks that travel over RabbitMQ while processes, the broker and the network between them fail. */
@Tag(Program.JAR_ALONE)
@Timeout(240)
class RabbitMqIT extends Deployment {

    RabbitMqIT() {
        settings.putAll(Map.of(
                "HANDOFF_ROUTES", "light:rabbitmq,heavy:rabbitmq",
                "HANDOFF_RABBITMQ_ROUTE_PATIENCE", "10s",
                "HANDOFF_RABBITMQ_HEARTBEAT", "2s"));
    }

    @Test
    void twoInstancesShareTasksWhileOneAndThenTheBrokerAreKilled() throws Exception {
        var broker = broker();
        var first = start(broker.variables());
        var second = start(broker.variables());
        var producer = new Producer(first);
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 300 && metric(second, "handoff_pool_running") > 0);

        second.kill();
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 600);
        var third = start(broker.variables());
        broker.kill();
        assertThat(broker.isAlive()).isFalse();
        within(30).until(() -> producer.refused() > 0);
        broker.restart();
        within(60)
                .until(() -> metric(third, "handoff_tasks_started_total") > 0
                        && metric(first, "handoff_rabbitmq_reconnects_total") > 0);

        int submitted = producer.stop();
        within(120).until(() -> tasks("state = 'SUCCEEDED'") == submitted);
        assertThat(tasks("true")).isEqualTo(submitted);
        assertThat(tasks("failures > 0")).isZero();
        assertThat(tasks("attempt > 3")).isZero();
        assertThat(succeededTwice(first, second, third)).isEmpty();
        // Or else nothing was shown.
        assertThat(tasks("attempt > 1")).isPositive();
    }

    @Test
    void brokerThatStopsForMaintenanceMakesTasksLateAndConsumptionResumes() throws Exception {
        var broker = broker();
        var instance = start(broker.variables());
        var before = instance.submit("process-message", "{\"text\":\"x\"}");
        within(20).until(() -> instance.stateOf(before).equals("SUCCEEDED"));

        broker.stopApp();
        var refused = instance.answer("/api/tasks", "{\"type\":\"process-message\",\"input\":{\"text\":\"late\"}}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(Instance.body(refused).get("type").asText()).isEqualTo("/problems/dispatch-failed");
        assertThat(tasks("state = 'QUEUED' AND route = 'rabbitmq'")).isOne();
        assertThat(instance.status("/q/health/live")).isEqualTo(200);
        broker.startApp();

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 2);
        assertThat(metric(instance, "handoff_rabbitmq_reconnects_total")).isPositive();
    }

    @Test
    void halfOpenConnectionIsNoticedAndReplaced() throws Exception {
        var vhost = vhost();
        var proxy = kept(TcpProxy.to(vhost.port()));
        var instance = start(vhost.variables(proxy.port()));
        var before = instance.submit("process-message", "{\"text\":\"x\"}");
        within(20).until(() -> instance.stateOf(before).equals("SUCCEEDED"));

        proxy.freeze();
        var refused = instance.answer("/api/tasks", "{\"type\":\"process-message\",\"input\":{\"text\":\"late\"}}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        proxy.heal();

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 2);
        assertThat(proxy.withheld()).isPositive();
        assertThat(metric(instance, "handoff_rabbitmq_reconnects_total")).isPositive();
    }

    @Test
    void fullQueueIsToldAtOnceAndNothingIsLost() throws Exception {
        // So that doorbells stay in the queue.
        settings.put("GOROUTINE_POOL_SIZE", "1");
        settings.put("HANDOFF_RABBITMQ_ROUTE_PREFETCH", "1");
        var vhost = vhost();
        var instance = start(vhost.variables());
        vhost.ctl(
                "set_policy",
                "full",
                "^handoff\\.process-message$",
                "{\"max-length\":3,\"overflow\":\"reject-publish\"}",
                "--apply-to",
                "queues");
        long begun = System.nanoTime();
        var answer = instance.answer("/api/tasks", Producer.batch(500));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(metric(instance, "handoff_rabbitmq_refused_total")).isPositive();
        vhost.ctl("clear_policy", "full");
        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 500);
    }

    @Test
    void brokerThatIsShortOfMemoryIsToldAtOnceAndCatchesUp() throws Exception {
        settings.put("HANDOFF_RABBITMQ_CONFIRM_TIMEOUT", "2s");
        var broker = broker();
        var instance = start(broker.variables());
        instance.post("/api/tasks", Producer.batch(1));

        broker.ctl("set_vm_memory_high_watermark", "0.000001");
        within(30).until(() -> instance.answer("/api/tasks", Producer.batch(1)).statusCode() == 503);
        within(10).until(() -> Files.readString(instance.log()).contains("rabbitmq.blocked"));
        long begun = System.nanoTime();
        assertThat(instance.answer("/api/tasks", Producer.batch(100)).statusCode())
                .isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        broker.ctl("set_vm_memory_high_watermark", "0.8");

        within(60).until(() -> tasks("state <> 'SUCCEEDED'") == 0);
        assertThat(tasks("true")).isGreaterThan(100);
    }

    @Test
    void attemptIsPartOfTheSubmittersTraceOnWhicheverInstance() throws Exception {
        var vhost = vhost();
        settings.put("HANDOFF_SERVE", "transcribe");
        var first = start(vhost.variables());
        settings.put("HANDOFF_SERVE", "process-message");
        var second = start(vhost.variables());
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        first.answer("/api/tasks", Producer.batch(1), "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        within(30).until(() -> tasks("state = 'SUCCEEDED'") == 1);
        within(10).until(() -> Files.readString(second.log()).contains(trace + " event=task.succeeded"));
    }

    @Test
    void deletedQueueIsMadeAgain() throws Exception {
        var vhost = vhost();
        var instance = start(vhost.variables());
        instance.post("/api/tasks", Producer.batch(10));

        vhost.ctl("delete_queue", "handoff.process-message");
        within(30).until(() -> instance.answer("/api/tasks", Producer.batch(10)).statusCode() == 202);

        within(60).until(() -> tasks("state <> 'SUCCEEDED'") == 0);
        assertThat(tasks("true")).isGreaterThanOrEqualTo(20);
        assertThat(Files.readString(instance.log())).contains("was the queue deleted?");
    }

    @Test
    void everythingThatIsBroughtAgainIsHarmless() throws Exception {
        var vhost = vhost();
        var instance = start(vhost.variables());
        var producer = new Producer(instance);
        for (int i = 0; i < 5; i++) {
            int seen = i * 100;
            within(60).until(() -> tasks("state = 'SUCCEEDED'") >= seen);
            vhost.ctl("close_all_connections", "because of the test");
        }
        int submitted = producer.stop();

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == submitted);
        assertThat(tasks("true")).isEqualTo(submitted);
        assertThat(tasks("attempt > 1")).isZero();
        assertThat(metric(instance, "handoff_rabbitmq_reconnects_total")).isPositive();
    }

    @Test
    void taskMayTakeLongerThanTheBrokerWaitsForAnAnswer() throws Exception {
        var broker = broker(Map.of("consumer_timeout", "2000"));
        // Or it would look for late answers only once a minute.
        broker.ctl("eval", "application:set_env(rabbit, channel_tick_interval, 500).");
        var instance = start(broker.variables());
        var task = instance.submit("process-message", "{\"text\":\"x\",\"steps\":1,\"sleep_ms\":8000}");

        within(60).until(() -> instance.stateOf(task).equals("SUCCEEDED"));

        assertThat(instance.task(task).get("attempt").asInt()).isOne();
        assertThat(losesItsChannelWhenItDoesNotAnswer(broker)).isTrue();
        assertThat(Files.readString(instance.log())).doesNotContain("rabbitmq.unsubscribed");
    }

    private static boolean losesItsChannelWhenItDoesNotAnswer(TestBroker broker) throws Exception {
        try (var connection = broker.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.queueDeclare("unanswered", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.basicConsume("unanswered", false, (tag, message) -> {}, tag -> {});
            channel.basicPublish("", "unanswered", null, new byte[] {1});
            within(30).until(() -> !channel.isOpen());
            return channel.getCloseReason().getMessage().contains("delivery acknowledgement");
        } catch (AlreadyClosedException closedByTheBroker) {
            return true;
        }
    }

    @Test
    void terminatedInstanceLeavesItsDoorbellsToTheOthers() throws Exception {
        var broker = broker();
        settings.put("GOROUTINE_POOL_SIZE", "2");
        settings.put("HANDOFF_RABBITMQ_ROUTE_PATIENCE", "10m");
        var first = start(broker.variables());
        first.post("/api/tasks", Producer.batch(2, 15_000));
        within(20).until(() -> tasks("state = 'RUNNING'") == 2);
        first.post("/api/tasks", Producer.batch(20));

        first.terminate();
        // First it stops listening, then the running tasks end, and only then the connections are closed.
        within(10)
                .until(() -> !broker.vhost().ctl("list_consumers", "queue_name").contains("handoff."));
        assertThat(tasks("state = 'RUNNING'")).isEqualTo(2);
        assertThat(broker.ctl("list_connections", "client_properties")).contains("handoff publish");
        var second = start(broker.variables());

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 22);
        assertThat(first.endsWithin(Duration.ofSeconds(20))).isTrue();
        assertThat(tasks("attempt > 1")).isZero();
        assertThat(metric(second, "handoff_tasks_started_total")).isEqualTo(20);
    }

    @Test
    void messagesThatAreNoDoorbellsAreListedWithTheReason() throws Exception {
        var vhost = vhost();
        var instance = start(vhost.variables());
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish("", "handoff.process-message", null, "{\"oops".getBytes(UTF_8));
            channel.basicPublish("", "handoff.transcribe", null, "[oops".getBytes(UTF_8));
        }
        settings.put("HANDOFF_URL", instance.address());

        within(60)
                .until(() -> instance.post("/api/dead-letters/replay", "")
                                .get("count")
                                .asInt()
                        == 2);
        within(60).untilAsserted(() -> assertThat(
                        Program.run(settings, "dead-letters").out())
                .contains("handoff.process-message", "invalid_payload: not JSON"));
        var first = Instance.body(instance.get("/api/dead-letters?limit=1"));
        assertThat(first.at("/dead_letters/0/body").asText()).isEqualTo("{\"oops");
        var next = "&cursor=" + first.path("next_cursor").asText();
        within(10).untilAsserted(() -> assertThat(Instance.body(instance.get("/api/dead-letters?limit=1" + next))
                        .findValuesAsText("body"))
                .containsExactly("[oops"));
        assertThat(Instance.body(instance.get("/api/dead-letters?limit=2" + next))
                        .has("next_cursor"))
                .isFalse();
        assertThat(Program.run(settings, "dead-letters", "--purge").out()).isEqualTo("2 forgotten\n");
        assertThat(Program.run(settings, "dead-letters").err()).isEqualTo("no dead letters\n");
    }

    @Test
    void talksTlsToABrokerWhoseCertificateIsTheHostsOwn(@TempDir Path folder) throws Exception {
        var certificate = new Certificate(folder);
        int port = Instance.freePort();
        var broker = broker(Map.of(
                "listeners.ssl.local", "127.0.0.1:" + port,
                "ssl_options.certfile", certificate.certificatePem().toString(),
                "ssl_options.keyfile", certificate.keyPem().toString()));
        settings.put("MQ_TLS", "true");
        settings.put("MQ_CA", folder.resolve("certificate.pem").toString());
        var trusting = new HashMap<>(broker.vhost().variables(port));

        trusting.put("MQ_HOST", "localhost");
        var instance = start(trusting);
        var task = instance.submit("process-message", "{\"text\":\"x\"}");
        within(30).until(() -> instance.stateOf(task).equals("SUCCEEDED"));
        assertThat(broker.ctl("list_connections", "ssl")).contains("true").doesNotContain("false");

        // Not the name in the certificate.
        trusting.put("MQ_HOST", "127.0.0.1");
        settings.putAll(trusting);
        var stranger = kept(Instance.start(database, settings));
        within(30).until(() -> Files.readString(stranger.log()).contains("rabbitmq.disconnected"));
        assertThat(Files.readString(stranger.log())).contains("No subject alternative names");
    }

    @Test
    void guestIsRefusedInProduction() throws Exception {
        var refused = Program.run(
                Map.of(
                        "APP_ENV", "production",
                        "DATABASE_URL", database.full(),
                        "HANDOFF_API_KEY", "0123456789abcdef",
                        "TASKS_AUTH", "0123456789abcdef",
                        "MQ_HOST", "localhost"),
                "serve");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("set MQ_USER and MQ_PASSWORD");
    }

    @Test
    void doctorTellsHowFullTheQueueIs() throws Exception {
        var vhost = vhost();
        start(vhost.variables());
        var asked = new HashMap<>(settings);
        asked.putAll(vhost.variables());
        asked.put("DATABASE_URL", database.full());

        var examined = Program.run(asked, "doctor");

        assertThat(examined.out()).contains("has 0 messages, and 1 instances listen");
    }
}
