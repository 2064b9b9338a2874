package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.live.Socket;
import dev.handoff.kit.thread.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people are told by two processes while these, their database and the network fail. In any order; that which is given
 * here starts the fewest processes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "HANDOFF_ENGINE_LEASE", "3s",
            "HANDOFF_ENGINE_DRAIN", "2s",
            "HANDOFF_LIVE_PING", "1s",
            "HANDOFF_LIVE_IDLE", "3s");

    private static final String ANNOUNCED = "message.step_done";
    private static final String ALL = "\"types\": [\"process-message\"]";

    @TempDir
    static Path folder;

    private static final List<Instance> STARTED = new CopyOnWriteArrayList<>();
    private static List<Instance> instances;
    private static RestartedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new RestartedPostgres(folder, Path.of("target", "postgres", "programs"));
        instances = new ArrayList<>(Parallel.map(List.of(0, 1), _ -> startOne()));
    }

    @AfterAll
    static void end() {
        STARTED.forEach(Instance::close);
        postgres.close();
    }

    @Test
    @Order(1)
    void whatOneTellsTheOtherBringsAtOnce() throws Exception {
        var lags = new ArrayList<Duration>();
        try (var socket = Socket.at(instance(0).address())) {
            follow(socket, ALL);
            var task = submit(instance(1), 30, 1500);

            for (var event = socket.next(); !isEndOf(task).test(event); event = socket.next()) {
                lags.add(Duration.between(Instant.parse(event.path("time").asText()), Instant.now()));
            }
        }
        assertThat(lags).hasSizeGreaterThan(9);
        assertThat(lags.stream().sorted().toList().get(lags.size() / 2)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    @Order(2)
    void clientWhoseNetworkIsGoneIsNoticed() throws Exception {
        try (var proxy = TcpProxy.to(URI.create(instance(0).address()).getPort());
                var socket = Socket.at("http://127.0.0.1:" + proxy.port())) {
            follow(socket, "\"subjects\": [\"x\"]");
            await().until(() -> clients() == 1);

            proxy.freeze();

            await().until(() -> clients() == 0);
            assertThat(proxy.withheld()).isPositive();
            assertThat(proxy.connections()).isOne();
        }
    }

    @Test
    @Order(3)
    void whoFollowsWhileTheDatabaseCrashesStaysAndHearsTheEnd() throws Exception {
        try (var socket = Socket.at(instance(0).address())) {
            follow(socket, ALL);
            var task = submit(instance(1), 20, 2000);
            var heard = socket.until(isOf(ANNOUNCED, task));

            postgres.crash();

            heard.addAll(socket.until(isEndOf(task)));
            assertThat(ids(heard)).isSorted().doesNotHaveDuplicates();
            assertThat(socket.closedWith()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void eachIdIsHeardOnceAndInOrderThoughWhoTellsAndWhoBringsAreKilled() throws Exception {
        var heard = new ArrayList<JsonNode>();
        String here;
        String there;
        try (var socket = Socket.at(instance(0).address())) {
            follow(socket, ALL);
            here = submit(instance(0), 40, 4000);
            there = submit(instance(1), 40, 4000);
            heard.addAll(socket.until(isOf(ANNOUNCED, there)));

            instance(1).kill();
            heard.addAll(socket.until(isOf(ANNOUNCED, here)));
            instance(0).kill();
            heard.addAll(socket.rest());
        }
        try (var socket = Socket.at(instance(0).address())) {
            heard.addAll(follow(
                    socket, ALL + ", \"after\": \"" + heard.getLast().path("id").asText() + "\""));
            for (var task : List.of(here, there)) {
                if (heard.stream().noneMatch(isEndOf(task))) {
                    heard.addAll(socket.until(isEndOf(task)));
                }
            }
        }

        for (var task : List.of(here, there)) {
            assertThat(ids(heard.stream().filter(isAbout(task)).toList())).isEqualTo(told(task));
            assertThat(heard.stream().filter(isOf("task.started", task))).hasSizeGreaterThan(1);
        }
        assertThat(heard).noneMatch(it -> it.path("type").asText().equals("live.reset"));
    }

    @Test
    @Order(5)
    void processThatEndsSendsItsClientsElsewhereWhileItsTasksGoOn() throws Exception {
        var ending = instance(0);
        var stream = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(ending.address() + "/api/live/events?subject=x"))
                                .build(),
                        BodyHandlers.ofString());
        try (var socket = Socket.at(ending.address())) {
            follow(socket, ALL);
            var task = submit(ending, 1, 1500);
            socket.until(isOf("task.started", task));
            await().until(() -> clients() == 2);

            ending.terminate();

            assertThat(socket.closeCode()).isEqualTo(1012);
            assertThat(stream.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(ending.endsWithin(Duration.ZERO))
                    .as("its task runs to its end")
                    .isFalse();
            assertThat(ending.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(told(task)).isNotEmpty();
        }
    }

    /** Those at a place are started again when they have ended. */
    private static Instance instance(int place) throws InterruptedException {
        if (instances.get(place).endsWithin(Duration.ZERO)) {
            instances.set(place, startOne());
        }
        return instances.get(place);
    }

    private static Instance startOne() {
        try {
            var instance = Instance.start(postgres.database(), SETTINGS);
            STARTED.add(instance);
            return instance;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int clients() throws InterruptedException {
        return (int) Deployment.metric(instance(0), "handoff_live_clients");
    }

    private static String submit(Instance instance, int steps, int millis) {
        return instance.submit(
                "process-message", "{\"text\":\"x\",\"steps\":%d,\"sleep_ms\":%d}".formatted(steps, millis));
    }

    /** What is caught up with before the answer. */
    private static List<JsonNode> follow(Socket socket, String what) throws InterruptedException {
        var heard = socket.send("{\"op\": \"subscribe\", " + what + "}").until(it -> it.has("op"));
        assertThat(heard.removeLast().path("op").asText()).isEqualTo("subscribed");
        return heard;
    }

    private static Predicate<JsonNode> isAbout(String task) {
        return it -> it.path("subject").asText().equals(task);
    }

    private static Predicate<JsonNode> isOf(String event, String task) {
        return isAbout(task).and(it -> it.path("type").asText().equals(event));
    }

    private static Predicate<JsonNode> isEndOf(String task) {
        return isOf("task.succeeded", task);
    }

    private static List<Long> ids(List<JsonNode> heard) {
        return heard.stream().map(it -> it.path("id").asLong()).toList();
    }

    /** All that was told of a task, by the log. */
    private static List<Long> told(String task) throws SQLException {
        try (var connection = postgres.database().connect();
                var query = connection.prepareStatement("SELECT id FROM live_news WHERE subject = ? ORDER BY id")) {
            query.setString(1, task);
            var ids = new ArrayList<Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong("id"));
                }
            }
            return ids;
        }
    }
}
