package dev.handoff.engine.outbox;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.handoff.engine.store.EventRecord;
import dev.handoff.engine.store.EventState;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.PastEvents;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.event.Circles;
import dev.handoff.event.Posts;
import dev.handoff.event.Users;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.DeadLetter;
import dev.handoff.kit.rabbitmq.DeadLetters;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMqUnavailable;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.VhostResource;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** From a publisher to the tasks of the subscribers, by way of a real broker. */
@QuarkusTest
@EnabledIf(value = "dev.handoff.kit.rabbitmq.TestBroker#isAvailable", disabledReason = "install RabbitMQ to run these")
@TestProfile(RabbitMqBusTest.Impatient.class)
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = VhostResource.class, restrictToAnnotatedClass = true)
class RabbitMqBusTest {

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "handoff.bus.first-delay", "100ms",
                    "handoff.rabbitmq-bus.delays", "100ms,200ms",
                    "handoff.rabbitmq-bus.pause", "100ms");
        }
    }

    private static final Queue FLAKY = Queue.of("airy.events.flaky", "airy.events", "user.registered");

    @Inject
    Events events;

    @Inject
    Replay replay;

    @Inject
    EventStore store;

    @Inject
    TaskReader reader;

    @Inject
    Tasks tasks;

    @Inject
    DeadLetters letters;

    @Inject
    ObjectMapper json;

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
    }

    @AfterEach
    void disconnect() throws Exception {
        letters.purge(FLAKY);
        connection.close();
    }

    @Test
    void publishedPostBecomesThreeTasks() {
        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", "c1", "Sense and sense"));

        awaitTasks(3);
        awaitState(id, EventState.PUBLISHED);
    }

    @Test
    void queuesOfTypesAndOfSubscribersAreListed() {
        within().untilAsserted(() -> given().get("/api/queues")
                .then()
                .statusCode(200)
                .body("taken_at", notNullValue())
                .body("queues.find { it.name == 'airy.events.flaky' }.route", equalTo("events"))
                .body("queues.find { it.name == 'airy.events.flaky' }.consumers", equalTo(1))
                .body("queues.find { it.name == 'handoff.transcribe' }.types", contains("transcribe"))
                .body("queues.find { it.name == 'handoff.transcribe' }.waiting", equalTo(0)));
    }

    @Test
    void otherProgramsGetTheEventAsACloudEvent() throws Exception {
        var messages = new CopyOnWriteArrayList<JsonNode>();
        var channel = connection.createChannel();
        var queue = channel.queueDeclare().getQueue();
        channel.exchangeDeclare("airy.events", "topic", true);
        channel.queueBind(queue, "airy.events", "post.*");
        channel.basicConsume(queue, true, (tag, message) -> messages.add(json.readTree(message.getBody())), tag -> {});

        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", null, "Emma"));

        within().until(() -> messages.size() == 1);
        var message = messages.getFirst();
        assertThat(message.get("specversion").asText()).isEqualTo("1.0");
        assertThat(message.get("id").asText()).isEqualTo(id.toString());
        assertThat(message.get("type").asText()).isEqualTo("post.published");
        assertThat(message.get("subject").asText()).isEqualTo(key);
        assertThat(message.get("dataschema").asText()).isEqualTo("/api/topics/post.published/1");
        assertThat(message.at("/data/title").asText()).isEqualTo("Emma");
    }

    @Test
    void messageThatComesTwiceHasOneEffect() throws Exception {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "steady"));
        awaitTasks(2);
        var event = find(id).event();
        var again = new Envelope(null, json).encode(event);

        for (int i = 0; i < 3; i++) {
            send("airy.events.flaky", again);
        }
        send("airy.events.flaky", "{}".getBytes(UTF_8));

        within().until(() -> letters.list(FLAKY, 0, 10, it -> it).size() == 1);
        assertThat(tasksOfThisTest()).hasSize(2);
    }

    @Test
    void failingSubscriberIsToldAgainAndThenItsMessagePutAsideWhileOthersGoOn() {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "failing"));

        var letter = awaitDeadLetter();

        assertThat(letter.reason())
                .isEqualTo("failed 3 times, the last time because flaky: java.lang.IllegalStateException: not today");
        assertThat(letter.message().id()).isEqualTo(id.toString());
        assertThat(find(id).state()).isEqualTo(EventState.PUBLISHED);
        assertThat(tasksOfThisTest()).singleElement().satisfies(task -> assertThat(task.inputJson())
                .contains("steady"));
    }

    @Test
    void messageThatWasPutAsideIsHandledWhenItIsSentBack() {
        events.publish(Users.REGISTERED, new Users.Registered(key, "failing"));
        awaitDeadLetter();
        TestSubscribers.Flaky.HEALED.add(key);

        assertThat(letters.replay(FLAKY, 10)).isPositive();

        awaitTasks(2);
        within().until(() -> letters.list(FLAKY, 0, 10, it -> it).isEmpty());
    }

    @Test
    void databaseThatIsSilentIsNoFailureOfTheSubscriber() {
        events.publish(Users.REGISTERED, new Users.Registered(key, "silent"));
        awaitTasks(1);

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> letters.list(FLAKY, 0, 10, it -> it).isEmpty());
        TestSubscribers.Flaky.HEALED.add(key);

        awaitTasks(2);
    }

    @Test
    void messageIsAcknowledgedWhileItsTaskTakesLong() {
        events.publish(Users.REGISTERED, new Users.Registered(key, "slow"));
        var running = within().until(this::runningTask, Optional::isPresent).orElseThrow();

        within().untilAsserted(() -> assertThat(TestBroker.shared()
                        .ctl("list_queues", "-p", vhost, "name", "messages", "messages_unacknowledged"))
                .contains("airy.events.flaky\t0\t0"));

        assertThat(runningTask()).contains(running);
        tasks.cancel(running, "it has shown what it was to show");
    }

    private Optional<TaskId> runningTask() {
        return tasksOfThisTest().stream()
                .filter(task -> task.state() == TaskState.RUNNING)
                .map(TaskRecord::id)
                .findFirst();
    }

    @Test
    void messageThatIsNoEventIsPutAsideAtOnce() throws Exception {
        send("airy.events.flaky", "{\"specversion\":\"1.0\",\"oops".getBytes(UTF_8));

        assertThat(awaitDeadLetter().reason())
                .isEqualTo("invalid_payload: no CloudEvent: Unexpected end-of-input in field name");
    }

    @Test
    void unknownVersionWaitsForARelease() throws Exception {
        send("airy.events.flaky", """
            {"specversion":"1.0","id":"01a20314-0000-7000-8000-000000000000","source":"/x","type":"user.registered",
             "time":"2026-01-01T00:00:00Z","dataschema":"/api/topics/user.registered/9","data":{}}
            """.getBytes(UTF_8));

        assertThat(awaitDeadLetter().reason())
                .isEqualTo("failed 3 times, the last time because invalid_payload: unknown version 9 of topic"
                        + " user.registered");
    }

    @Test
    void topicWithoutSubscribersIsPublishedToNobody() {
        var id = events.publish(Circles.JOINED, new Circles.Joined("c1", key));

        awaitState(id, EventState.PUBLISHED);
    }

    @Test
    void deletedBindingsAreMadeAgainAndTheEventArrives() throws Exception {
        events.publish(Users.REGISTERED, new Users.Registered(key, "first"));
        awaitTasks(2);
        try (var channel = connection.createChannel()) {
            channel.queueUnbind("airy.events.flaky", "airy.events", "user.registered");
            channel.queueUnbind("airy.events.steady", "airy.events", "user.registered");
        }

        var id = events.publish(Users.REGISTERED, new Users.Registered(key + "-2", "second"));

        awaitTasks(4);
        awaitState(id, EventState.PUBLISHED);
    }

    @Test
    void replayBringsWhatGotLostInTheQueue() throws Exception {
        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", null, "Emma"));
        awaitTasks(3);
        var stored = find(id).event().createdAt();

        replay(stored, false);
        awaitState(id, EventState.PUBLISHED);
        replay(stored, true);

        awaitTasks(6);
    }

    private void replay(Instant stored, boolean again) {
        var range = new PastEvents.Range(Posts.PUBLISHED.name(), stored, stored.plusNanos(1_000));
        var task = replay.replay(range, again, Optional.empty()).taskId();
        within().until(() -> reader.find(task).orElseThrow().state() == TaskState.SUCCEEDED);
    }

    private void send(String queue, byte[] body) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", queue, null, body);
            channel.waitForConfirmsOrDie(5_000);
        }
    }

    /**
     * The first of those that are there: a busy machine may have an event published twice. A queue that was just declared may
     * have nobody yet who could be asked, as RabbitMQ 3.10 has it.
     */
    private DeadLetter awaitDeadLetter() {
        return within().ignoreException(RabbitMqUnavailable.class)
                .until(() -> letters.list(FLAKY, 0, 10, it -> it), found -> !found.isEmpty())
                .getFirst();
    }

    private EventRecord find(UUID id) {
        var all = new EventStore.Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
        return store.list(all).stream()
                .filter(known -> known.event().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void awaitState(UUID id, EventState state) {
        within().until(() -> find(id).state() == state);
    }

    private void awaitTasks(int count) {
        within().until(
                        this::tasksOfThisTest,
                        found -> found.size() == count
                                && found.stream().allMatch(task -> task.state() == TaskState.SUCCEEDED));
    }

    private List<TaskRecord> tasksOfThisTest() {
        var all = new TaskFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000);
        return reader.list(all).stream()
                .filter(task -> task.inputJson().contains(key))
                .toList();
    }

    /** Long enough for an event to be relayed once more, if the broker hung up at the first time as RabbitMQ 3.10 does. */
    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(90));
    }
}
