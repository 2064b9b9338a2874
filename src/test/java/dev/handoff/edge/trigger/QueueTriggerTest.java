package dev.handoff.edge.trigger;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.DeadLetter;
import dev.handoff.kit.rabbitmq.DeadLetters;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqUnavailable;
import dev.handoff.kit.rabbitmq.Subscription;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.VhostResource;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** From a producer that knows nothing of Handoff to the task, by way of a real broker. */
@QuarkusTest
@EnabledIf(value = "dev.handoff.kit.rabbitmq.TestBroker#isAvailable", disabledReason = "install RabbitMQ to run these")
@TestProfile(QueueTriggerTest.Triggered.class)
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = VhostResource.class, restrictToAnnotatedClass = true)
class QueueTriggerTest {

    public static final class Triggered implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "handoff.trigger.queues", "orders, process-message, work:shop/order.*, work:shop/process-message",
                    "handoff.trigger.pause", "100ms");
        }
    }

    private static final Queue ORDERS = Queue.foreign("orders", List.of());

    @Inject
    TaskReader reader;

    @Inject
    RabbitMq broker;

    @Inject
    DeadLetters letters;

    @ConfigProperty(name = "MQ_PORT")
    int port;

    @ConfigProperty(name = "MQ_USER")
    String user;

    @ConfigProperty(name = "MQ_PASSWORD")
    String password;

    @ConfigProperty(name = "MQ_VHOST")
    String vhost;

    private final String key = UUID.randomUUID().toString();
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        var factory = new ConnectionFactory();
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(vhost);
        connection = factory.newConnection();
        try (var channel = connection.createChannel()) {
            // As others do, and as Handoff never would.
            channel.queueDeclare("orders", true, false, false, Map.of("x-max-length", 10_000));
            channel.queueDeclare("process-message", false, false, false, null);
        }
        within().ignoreException(RabbitMqUnavailable.class).until(() -> broker.subscriptions().stream()
                .filter(it -> it.queue().foreign() && !it.queue().name().equals("work"))
                .allMatch(Subscription::isActive));
    }

    @AfterEach
    void disconnect() throws Exception {
        letters.purge(ORDERS);
        connection.close();
    }

    @Test
    void envelopeBecomesATask() throws Exception {
        send("orders", named(key), envelope("process_message"));

        assertThat(awaitTask().type()).isEqualTo("process-message");
    }

    @Test
    void propertyOrHeaderNamesTheType() throws Exception {
        send("orders", new BasicProperties.Builder().type("process_message").build(), input(key));
        send("orders", headers(Map.of("type", "process-message")), input(key));

        awaitTasks(2);
    }

    @Test
    void queueNamesTheType() throws Exception {
        send("process-message", named(key), input(key));

        awaitTask();
    }

    @Test
    void exchangeBringsWhatItsKeysAsk() throws Exception {
        try (var channel = connection.createChannel()) {
            channel.exchangeDeclare("shop", BuiltinExchangeType.TOPIC, true);
        }
        within().until(() -> broker.subscriptions().stream()
                .filter(it -> it.queue().foreign())
                .allMatch(Subscription::isActive));

        publish("shop", "order.placed", named(key), envelope("process-message"));
        publish("shop", "process-message", named(key + "2"), input(key));

        awaitTasks(2);
    }

    @Test
    void cloudEventsAreTakenInBothForms() throws Exception {
        var structured = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s\",\"data\":%s}"
                .formatted(key, "dev.handoff.task.process-message", input(key));
        send(
                "orders",
                new BasicProperties.Builder()
                        .contentType("application/cloudevents+json")
                        .build(),
                structured);
        var attributes = Map.<String, Object>of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", key + "2",
                "cloudEvents:source", "/shop",
                "cloudEvents:type", "dev.handoff.task.process-message");
        send("orders", headers(attributes), input(key));

        awaitTasks(2);
    }

    @Test
    void messageThatComesAgainMakesNoSecondTask() throws Exception {
        send("orders", named(key), envelope("process-message"));
        awaitTask();

        send("orders", named(key), envelope("process-message"));
        send("orders", named(key + "2"), envelope("process-message"));

        awaitTasks(2);
    }

    @Test
    void inputThatCanNeverWorkIsADeadTask() throws Exception {
        var dead = tasks(TaskState.DEAD).size();

        send("orders", named(key), "{\"type\": \"process-message\", \"input\": {\"txt\": \"x\"}}");

        within().until(() -> tasks(TaskState.DEAD).size() == dead + 1);
        assertThat(tasks(TaskState.DEAD).getFirst().error().orElseThrow())
                .contains("an event brought what can never work", "'text' not found");
    }

    @Test
    void messageThatDoesNotSayWhatItWantsIsPutAsideWithTheReason() throws Exception {
        send("orders", named(key), "{\"text\": \"x\"}");

        assertThat(awaitDeadLetter().reason()).contains("doesn't tell which task it asks for", "{\"type\": …");
    }

    @Test
    void unknownTypeIsPutAsideAndSentAgainByAPerson() throws Exception {
        send("orders", named(key), envelope("proces-message"));

        assertThat(awaitDeadLetter().reason()).contains("unknown task type proces-message", "process-message");
        assertThat(letters.replay(ORDERS, 10)).isOne();
        awaitDeadLetter();
    }

    @Test
    void queuesOfOthersAreListed() {
        within().untilAsserted(() -> given().get("/api/queues")
                .then()
                .statusCode(200)
                .body("queues.find { it.name == 'orders' }.route", equalTo("trigger"))
                .body("queues.find { it.name == 'orders' }.consumers", equalTo(1)));
    }

    @Test
    void everyMessageIsOneTaskThoughConnectionsBreak() throws Exception {
        for (int i = 0; i < 200; i++) {
            send("orders", named(key + i), envelope("process-message"));
            if (i == 100) {
                TestBroker.shared().ctl("close_all_connections", "-p", vhost, "because of the test");
                connect();
            }
        }

        awaitTasks(200);
        within().until(() -> broker.depth(ORDERS).orElseThrow().messages() == 0);
        assertThat(letters.list(ORDERS, 0, 10, it -> it)).isEmpty();
    }

    private String envelope(String type) {
        return "{\"type\": \"%s\", \"input\": %s}".formatted(type, input(key));
    }

    private static String input(String text) {
        return "{\"text\": \"%s\"}".formatted(text);
    }

    private static BasicProperties named(String id) {
        return new BasicProperties.Builder().messageId(id).build();
    }

    private static BasicProperties headers(Map<String, Object> headers) {
        return new BasicProperties.Builder()
                .headers(headers)
                .contentType("application/json")
                .build();
    }

    private void send(String queue, BasicProperties properties, String body) throws Exception {
        publish("", queue, properties, body);
    }

    private void publish(String exchange, String key, BasicProperties properties, String body) throws Exception {
        try (Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(exchange, key, properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(5_000);
        }
    }

    private TaskRecord awaitTask() {
        return awaitTasks(1).getFirst();
    }

    private List<TaskRecord> awaitTasks(int count) {
        return within().until(this::tasksOfThisTest, found -> found.size() == count);
    }

    private List<TaskRecord> tasksOfThisTest() {
        return tasks(TaskState.SUCCEEDED).stream()
                .filter(task -> task.inputJson().contains(key))
                .toList();
    }

    private List<TaskRecord> tasks(TaskState state) {
        return reader.list(new TaskFilter(
                Optional.empty(),
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000));
    }

    private DeadLetter awaitDeadLetter() {
        return within().ignoreException(RabbitMqUnavailable.class)
                .until(() -> letters.list(ORDERS, 0, 10, it -> it), found -> found.size() == 1)
                .getFirst();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
