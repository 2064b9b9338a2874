package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.HttpRequest;
import dev.handoff.tool.emulator.Faults;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of pushes to targets that do not answer as they should. */
class HttpCourierTest {

    private final Vertx vertx = Vertx.vertx();
    private final ManualTimeline timeline = new ManualTimeline();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private HttpCourier courier;
    private ServerSocket target;

    @BeforeEach
    void open() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        courier = new HttpCourier(
                vertx, timeline, new TokenMint(() -> "http://issuer", timeline, new Mischief(Faults.NONE)));
    }

    @AfterEach
    void close() throws IOException {
        target.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void deadlineCutsTheConnection() throws IOException {
        courier.deliver(push(), answers::add);
        try (var connection = target.accept()) {
            readHead(connection);

            timeline.advance(Duration.ofSeconds(15).minusMillis(1));
            assertThat(answers).isEmpty();
            timeline.advance(Duration.ofMillis(1));

            assertThat(answers).containsExactly(new Answer.TimedOut());
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void answerThatBreaksOffIsNone() throws IOException {
        courier.deliver(push(), answers::add);
        try (var connection = target.accept()) {
            readHead(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
        }

        await().until(() -> answers.size() == 1);
        assertThat(answers.getFirst()).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void answerCountsOnce() throws IOException {
        courier.deliver(push(), answers::add);
        try (var connection = target.accept()) {
            readHead(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> answers.size() == 1);
        }

        timeline.advance(Duration.ofHours(1));

        assertThat(answers).containsExactly(new Answer.Answered(503, java.util.Optional.of("7")));
    }

    private Push push() {
        return new Push(
                TaskName.parse(Bench.QUEUE + "/tasks/a"),
                HttpRequest.newBuilder()
                        .setUrl("http://localhost:" + target.getLocalPort() + "/")
                        .setHttpMethod(HttpMethod.GET)
                        .build(),
                TaskRules.MIN_DEADLINE,
                0,
                0,
                timeline.now(),
                OptionalInt.empty());
    }

    private static void readHead(Socket connection) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) connection.getInputStream().read());
        }
    }
}
