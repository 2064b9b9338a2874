package dev.handoff.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.nats.TestNats;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One handler and one input, by every way into the program and over every route: the same result of one attempt, in the trace
 * of whoever asked.
 */
class EveryWayIT {

    private static final String INPUT = "{\"text\":\"one way or another\",\"steps\":2}";
    private static final String ARGUMENTS = "[\"one way or another\",null,null,null,2]";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String[] CALLER = {
        "X-Tasks-Auth", "a-secure-local-secret", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"
    };

    /** How a producer asks for the task; answers with its id. */
    private static final Map<String, Function<Instance, String>> WAYS = Map.of(
            "submission",
            to -> submit(to, "{\"type\":\"process-message\",\"input\":" + INPUT + "}"),
            "path",
            to -> submit(to, "{\"path\":\"/api/tasks/process_message\",\"payload\":" + INPUT + "}"),
            "arguments",
            to -> submit(to, "{\"type\":\"process_message\",\"args\":" + ARGUMENTS + "}"),
            "function",
            EveryWayIT::callFunction,
            "CloudEvent",
            EveryWayIT::sendCloudEvent,
            "Pub/Sub",
            EveryWayIT::pushMessage);

    private static final Map<String, Instance> ROUTES = new HashMap<>();
    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        var emulator = kept(Live.start(EmulatorOptions.at("localhost", 0)));
        int port = Instance.freePort();
        ROUTES.put("local", start(Map.of()));
        ROUTES.put(
                "rabbitmq",
                start(lightOver(
                        "rabbitmq", kept(TestBroker.shared().freshVhost()).variables())));
        ROUTES.put("nats", start(lightOver("nats", kept(TestNats.start()).variables())));
        ROUTES.put(
                "cloud-tasks",
                start(Map.of(
                        "PORT",
                        Integer.toString(port),
                        "CLOUD_TASKS_EMULATOR_HOST",
                        "localhost:" + emulator.port(),
                        "GOOGLE_CLOUD_PROJECT",
                        "local",
                        "TASKS_LOCATION",
                        "here",
                        "TASKS_QUEUE",
                        "handoff",
                        "TASKS_URL_BASE",
                        "http://localhost:" + port)));
    }

    private static Map<String, String> lightOver(String route, Map<String, String> broker) {
        var settings = new HashMap<>(broker);
        settings.put("HANDOFF_ROUTES", "light:" + route);
        return settings;
    }

    private static Instance start(Map<String, String> settings) throws IOException {
        var database = TestDatabase.fresh();
        STARTED.add(() -> TestDatabase.drop(database));
        return kept(Instance.start(database, settings));
    }

    private static <T extends AutoCloseable> T kept(T thing) {
        STARTED.add(thing);
        return thing;
    }

    @AfterAll
    static void end() throws Exception {
        for (var each : STARTED.reversed()) {
            each.close();
        }
    }

    static List<List<String>> cases() {
        return ROUTES.keySet().stream()
                .flatMap(route -> WAYS.keySet().stream().map(way -> List.of(way, route)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsTheSame(List<String> wayAndRoute) {
        var instance = ROUTES.get(wayAndRoute.getLast());

        var id = WAYS.get(wayAndRoute.getFirst()).apply(instance);

        await().atMost(Duration.ofSeconds(30)).until(() -> instance.stateOf(id).equals("SUCCEEDED"));
        var task = instance.task(id);
        assertThat(task.get("result").toString())
                .isEqualTo("{\"text\":\"one way or another\",\"attempt\":1,\"steps\":[\"step-1\",\"step-2\"]}");
        assertThat(task.get("failures").asInt()).isZero();
        assertThat(task.at("/trace/id").asText()).isEqualTo(TRACE);
    }

    private static String submit(Instance to, String task) {
        return taken(to.answer("/api/tasks", task, CALLER));
    }

    private static String callFunction(Instance to) {
        return Instance.body(to.answer("/api/tasks/process-message", INPUT, CALLER))
                .get("task_id")
                .asText();
    }

    private static String sendCloudEvent(Instance to) {
        var attributes = Stream.of(
                "ce-specversion",
                "1.0",
                "ce-id",
                UUID.randomUUID().toString(),
                "ce-source",
                "/test",
                "ce-type",
                "dev.handoff.task.process-message");
        var headers = Stream.concat(Stream.of(CALLER), attributes).toArray(String[]::new);
        return taken(to.answer("/api/cloudevents", INPUT, headers));
    }

    private static String pushMessage(Instance to) {
        var data = Base64.getEncoder().encodeToString(INPUT.getBytes(UTF_8));
        return taken(to.answer("/api/pubsub", """
                {"subscription": "projects/p/subscriptions/s",
                 "message": {"messageId": "%s", "attributes": {"type": "process-message"}, "data": "%s"}}
                """.formatted(UUID.randomUUID(), data), CALLER));
    }

    private static String taken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }
}
