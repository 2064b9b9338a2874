package dev.handoff.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.MessageProperties;
import dev.handoff.edge.trigger.celery.Python;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.TestBroker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to messages of other programs while processes, the broker and the database fail. */
@Timeout(240)
class TriggerIT extends Deployment {

    private static final String QUEUE = "orders";

    TriggerIT() {
        settings.putAll(Map.of("HANDOFF_TRIGGER_QUEUES", QUEUE, "HANDOFF_TRIGGER_PAUSE", "500ms"));
    }

    @Test
    void everyMessageIsOneTaskWhileInstanceAndBrokerAreKilled() throws Exception {
        var broker = broker();
        declareAsOthersDo(broker);
        var first = start(broker.variables());
        start(broker.variables());

        publish(broker, 0, 1200);
        within(30).until(() -> tasks("true") > 200);
        first.kill();
        within(30).until(() -> tasks("true") > 400);
        broker.kill();
        broker.restart();
        // The producer can't know what has arrived, and sends the last ones again.
        publish(broker, 900, 1500);

        within(120).until(() -> tasks("state = 'SUCCEEDED'") == 1500);
        within(30).until(() -> waiting(broker) == 0);
        assertThat(tasks("true")).isEqualTo(1500);
    }

    @Test
    void messagesAreHeldWhileTheDatabaseIsAway() throws Exception {
        var broker = broker();
        declareAsOthersDo(broker);
        var instance = start(broker.variables());

        TestDatabase.run("ALTER DATABASE " + database.database() + " ALLOW_CONNECTIONS false");
        TestDatabase.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.database() + "'");
        publish(broker, 0, 100);
        within(30).until(() -> Files.readString(instance.log()).contains("trigger.held queue=orders"));
        double brought = consumed(instance);
        within(10).during(Duration.ofSeconds(2)).until(() -> consumed(instance) == brought);
        assertThat(waiting(broker)).isEqualTo(100);
        TestDatabase.run("ALTER DATABASE " + database.database() + " ALLOW_CONNECTIONS true");

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 100);
        within(30).until(() -> waiting(broker) == 0);
        assertThat(tasks("true")).isEqualTo(100);
    }

    @Test
    void everyCallOfCeleryIsAnsweredThoughAnInstanceIsKilled() throws Exception {
        var python = Python.require();
        var vhost = vhost();
        settings.put("CELERY_BROKER_URL", vhost.uri());
        settings.remove("HANDOFF_TRIGGER_QUEUES");
        var first = start(Map.of());
        start(Map.of());

        var answers = CompletableFuture.supplyAsync(() -> python.run(vhost.uri(), """
                from celery.result import ResultSet
                from tasks import process_message
                calls = [process_message.delay(str(i), sleep_ms=20) for i in range(1000)]
                print(sum(int(echo["text"]) for echo in ResultSet(calls).join_native(timeout=120)))
                """));
        within(60).until(() -> tasks("state = 'SUCCEEDED'") > 200);
        first.kill();

        assertThat(answers.get(150, TimeUnit.SECONDS)).isEqualTo("499500\n");
        assertThat(tasks("true")).isEqualTo(1000);
        within(30).until(() -> count("celery_call") == 0);
    }

    private static double consumed(Instance instance) {
        return metric(instance, "handoff_rabbitmq_consumed_total{queue=\"orders\"");
    }

    /** Durable, and nothing that Handoff would choose. */
    private static void declareAsOthersDo(TestBroker broker) throws Exception {
        try (var connection = broker.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, true, false, false, null);
        }
    }

    private static void publish(TestBroker broker, int from, int to) throws Exception {
        try (var connection = broker.factory().newConnection();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = from; i < to; i++) {
                var properties = MessageProperties.PERSISTENT_BASIC
                        .builder()
                        .messageId("order-" + i)
                        .build();
                channel.basicPublish("", QUEUE, properties, message(i));
            }
            channel.waitForConfirmsOrDie(60_000);
        }
    }

    private static byte[] message(int number) {
        return "{\"type\": \"process_message\", \"input\": {\"text\": \"%d\"}}"
                .formatted(number)
                .getBytes(UTF_8);
    }

    /** Those that were brought and not acknowledged as well. */
    private static int waiting(TestBroker broker) {
        return broker.vhost()
                .ctl("list_queues", "name", "messages")
                .lines()
                .filter(line -> line.startsWith(QUEUE + "\t"))
                .mapToInt(line -> Integer.parseInt(line.split("\t")[1]))
                .findFirst()
                .orElseThrow();
    }
}
