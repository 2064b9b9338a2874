package dev.handoff.edge.trigger.taskiq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.edge.trigger.TriggerEvent;
import dev.handoff.edge.trigger.Triggers;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.nats.NatsConfig;
import dev.handoff.kit.nats.NatsEvent;
import dev.handoff.kit.nats.NatsFailed;
import dev.handoff.kit.nats.TestNats;
import dev.handoff.task.TaskState;
import io.nats.client.Connection;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a producer's message, in TaskIQ's own form, to the task, by way of a real server. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TaskIqTriggerTest {

    private static TestNats server;

    @Inject
    Triggers triggers;

    @Inject
    TaskTypes types;

    @Inject
    Arguments arguments;

    @Inject
    ObjectMapper json;

    @Inject
    TaskReader reader;

    @Inject
    Event<TriggerEvent> events;

    @Inject
    Event<NatsEvent> natsEvents;

    private final String key = UUID.randomUUID().toString();
    private final String queue = "tasks-" + key;
    private final Map<String, String> settings = new HashMap<>(Map.of("TASKIQ_NATS_QUEUE", queue));
    private Connection producer;
    private TaskIqBroker broker;
    private TaskIqTrigger trigger;

    @BeforeAll
    static void startServer() {
        server = TestNats.start();
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @AfterEach
    void close() throws Exception {
        if (trigger != null) {
            trigger.stop(null);
            broker.close();
        }
        if (producer != null) {
            producer.close();
        }
    }

    /** @param kept by a stream, as TaskIQ's JetStream brokers make it */
    private void start(boolean kept) throws Exception {
        producer = server.connection();
        if (kept) {
            makeStream();
        }
        listen();
    }

    private void makeStream() throws Exception {
        producer.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("stream-" + key)
                        .subjects(queue)
                        .build());
    }

    private void listen() {
        settings.putIfAbsent("TASKIQ_NATS_SERVERS", server.url());
        var config = Settings.of(TaskIqConfig.class, settings);
        broker = new TaskIqBroker(config, Settings.of(NatsConfig.class, Map.of()), natsEvents);
        trigger = new TaskIqTrigger(broker, new TaskIqTasks(triggers, types, arguments, json), config, events);
        trigger.listen(null, true);
        await().until(() -> broker.get().intakes().getFirst().isActive());
    }

    private void send(String message) {
        producer.publish(queue, message.getBytes(UTF_8));
    }

    /** As model_dump of TaskiqMessage has it. */
    private static String message(String id, String name, String labels, String args, String kwargs) {
        return """
                {"task_id": "%s", "task_name": "%s", "labels": %s, "labels_types": {}, "args": %s, "kwargs": %s}
                """.formatted(id, name, labels, args, kwargs);
    }

    private String simple(String id) {
        return message(id, "app.tasks:process_message", "{}", "[\"" + key + "\"]", "{}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageBecomesATask(boolean kept) throws Exception {
        start(kept);

        send(message(key, "app.tasks:process_message", "{}", "[\"" + key + "\", 1]", "{\"steps\": 2}"));

        var task = awaitTasks(1).getFirst();
        within().until(() -> found(TaskState.SUCCEEDED).size() == 1);
        assertThat(task.type()).isEqualTo("process-message");
        assertThat(json.readTree(task.inputJson()))
                .isEqualTo(json.readTree("{\"text\":\"" + key + "\",\"sleep_ms\":1,\"steps\":2}"));
    }

    @ParameterizedTest
    @CsvSource({
        "process_message, process-message",
        "process-message, process-message",
        "jobs.messages:process_message, process-message",
        "jobs.process_message, process-message",
        "content:batch_scan, batch-scan",
        "app:content:batch_scan, batch-scan",
    })
    void namesOfProducersAreUnderstood(String name, String type) throws Exception {
        var tasks = new TaskIqTasks(triggers, types, arguments, json);

        tasks.take(
                message(key, name, "{\"delay\": \"3600\"}", "[]", "{\"text\": \"" + key + "\"}")
                        .getBytes(UTF_8),
                Instant.now());

        assertThat(found(TaskState.QUEUED, TaskState.DEAD)).singleElement().satisfies(task -> assertThat(task.type())
                .isEqualTo(type));
    }

    @Test
    void messageThatComesAgainIsTheSameTaskAndARetryOfTaskIqIsAnother() throws Exception {
        start(true);

        send(simple(key));
        send(simple(key));
        send(simple("last-" + key));

        awaitTasks(2);
        send(message(key, "process_message", "{\"_retries\": \"1\"}", "[\"" + key + "\"]", "{}"));
        awaitTasks(3);
    }

    @Test
    void labelsDelayAndPriorityCount() throws Exception {
        start(true);
        var before = Instant.now();

        send(message(
                key, "process_message", "{\"delay\": \"3600.5\", \"priority\": \"255\"}", "[\"" + key + "\"]", "{}"));

        var task = awaitTasks(1).getFirst();
        assertThat(task.state()).isEqualTo(TaskState.QUEUED);
        assertThat(task.runAt())
                .isBetween(before.plusSeconds(3595), Instant.now().plusSeconds(3605));
        assertThat(task.priority()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | [] | {\"text\": 5, \"steps\": \"KEY\"} | /steps string found",
                "{} | [\"KEY\"] | {\"text\": \"twice\"} | gives text a second value",
                "{\"delay\": \"soon\"} | [\"KEY\"] | {} | must be a number, was \"soon\"",
                "{\"priority\": \"NaN\"} | [\"KEY\"] | {} | must be a number, was \"NaN\"",
            })
    void whatCanNeverWorkIsADeadTaskOfItsType(String labels, String args, String kwargs, String error)
            throws Exception {
        start(true);

        send(message(key, "process_message", labels, args.replace("KEY", key), kwargs.replace("KEY", key)));

        var task = awaitTasks(1).getFirst();
        assertThat(task.state()).isEqualTo(TaskState.DEAD);
        assertThat(task.error().orElseThrow()).contains(error);
    }

    @Test
    void whatIsNoTaskIsEndedAndHindersNobody() throws Exception {
        settings.put("handoff.taskiq.prefetch", "1");
        start(true);

        send("no JSON");
        send("\u0080\u0004pickled");
        send("[]");
        send("{\"task_id\": \"1\", \"task_name\": \"process_message\"}");
        send(message("\\u0000" + key, "process_message", "{}", "[\"" + key + "\"]", "{}"));
        send(simple(key));

        awaitTasks(1);
        within().until(() -> unanswered() == 0);
    }

    @Test
    void nameThatIsNotKnownGoesBackForNewerReleases() throws Exception {
        start(true);

        send(message(key, "of_the_next_release", "{}", "[\"" + key + "\"]", "{}"));

        within().until(() -> producer.jetStreamManagement()
                        .getConsumerInfo("stream-" + key, "taskiq_durable")
                        .getRedelivered()
                > 0);
        assertThat(found(TaskState.values())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskiq_durable", "handoff"})
    void worksOnWhereTheWorkersOfTaskIqStand(String durable) throws Exception {
        producer = server.connection();
        makeStream();
        var worker = ConsumerConfiguration.builder()
                .durable("taskiq_durable")
                .ackPolicy(AckPolicy.Explicit)
                .build();
        producer.jetStreamManagement().addOrUpdateConsumer("stream-" + key, worker);
        send(simple("done-" + key));
        var done = producer.getStreamContext("stream-" + key)
                .getConsumerContext("taskiq_durable")
                .next(2000);
        done.ackSync(Duration.ofSeconds(2));
        send(simple("left-" + key));
        settings.put("TASKIQ_NATS_DURABLE", durable);

        listen();

        awaitTasks(1);
        within().until(() -> unanswered(durable) == 0);
        assertThat(found(TaskState.values())).hasSize(1);
    }

    @Test
    void streamThatIsMadeLaterIsTaken() throws Exception {
        start(false);
        assertThat(broker.look()).contains("no stream keeps its messages");

        makeStream();
        within().ignoreExceptionsInstanceOf(NatsFailed.class)
                .until(() -> broker.look().contains("0 messages wait in the stream stream-" + key));
        send(simple(key));

        awaitTasks(1);
        within().until(() -> unanswered() == 0);
    }

    @Test
    void serversThatAreNotNamedAreNotLookedFor() {
        settings.put("TASKIQ_NATS_SERVERS", "");
        var config = Settings.of(TaskIqConfig.class, settings);

        assertThat(new TaskIqBroker(config, Settings.of(NatsConfig.class, Map.of()), natsEvents).isConfigured())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TASKIQ_NATS_QUEUE, tasks.>, must be a subject without wildcards",
        "TASKIQ_NATS_DURABLE, a.b, must be a consumer's name",
        "TASKIQ_NATS_SERVERS, http://n, TASKIQ_NATS_SERVERS has an address that begins with http://",
        "handoff.taskiq.prefetch, 0, must be at least 1",
    })
    void settingsThatCannotWorkAreTold(String setting, String value, String fault) {
        settings.put("TASKIQ_NATS_SERVERS", "nats://n");
        settings.put(setting, value);
        var config = Settings.of(TaskIqConfig.class, settings);
        var faulty = new TaskIqBroker(config, Settings.of(NatsConfig.class, Map.of()), natsEvents);

        assertThatThrownBy(faulty::isConfigured)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(fault);
    }

    private long unanswered() throws Exception {
        return unanswered("taskiq_durable");
    }

    private long unanswered(String durable) throws Exception {
        var info = producer.jetStreamManagement().getConsumerInfo("stream-" + key, durable);
        return info.getNumAckPending() + info.getNumPending();
    }

    private List<TaskRecord> awaitTasks(int count) {
        return within().until(() -> found(TaskState.values()), found -> found.size() == count);
    }

    private List<TaskRecord> found(TaskState... states) {
        return List.of(states).stream()
                .flatMap(state -> reader
                        .list(new TaskFilter(
                                Optional.empty(),
                                Optional.of(state),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                100))
                        .stream())
                .filter(task -> task.inputJson().contains(key))
                .toList();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
