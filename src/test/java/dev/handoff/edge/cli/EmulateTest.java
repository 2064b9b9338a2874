package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmulateTest {

    private static final Pattern ADDRESS = Pattern.compile("emulated at (http://localhost:\\d+);");

    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void itTellsWhereItIsAndWhatItPushes() throws Exception {
        try (var target = new LocalServer(_ -> LocalServer.Answer.json(204, ""))) {
            var person = start("--port", "0");
            var address = address();

            post(address + "/v2/projects/p/locations/l/queues/q/tasks", task(target, "greeting"));
            await().until(() -> shell.out().contains("q/greeting"));
            person.interrupt();

            assertThat(code.join()).isZero();
            assertThat(shell.out())
                    .contains("  export CLOUD_TASKS_EMULATOR_HOST=" + address.replace("http://", ""))
                    .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  q/greeting +204 +\\d+ ms  retry 0\n");
        }
    }

    @Test
    void failedPushTellsOfTheNext() throws Exception {
        try (var target = new LocalServer(_ -> LocalServer.Answer.json(500, ""))) {
            var person = start("--port", "0", "--fault", "reorder", "--fault", "dropAnswer=1");

            post(address() + "/v2/projects/p/locations/l/queues/q/tasks", task(target, "x".repeat(60)));
            await().until(() -> shell.out().contains("retry 1"));
            person.interrupt();

            assertThat(code.join()).isZero();
            assertThat(shell.out()).containsPattern("  q/x{37}…  none +\\d+ ms  retry 0, again at \\d\\d:\\d\\d:");
        }
    }

    @Test
    void unknownQueuesAreRefusedIfAsked() throws Exception {
        var person = start("--port", "0", "--no-create-queues", "--queue", "projects/p/locations/l/queues/there");

        var address = address() + "/v2/projects/p/locations/l/queues/";
        var there = get(address + "there");
        var elsewhere = post(address + "elsewhere/tasks", "{\"task\":{\"httpRequest\":{\"url\":\"http://h/\"}}}");
        person.interrupt();

        assertThat(code.join()).isZero();
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    @Test
    void badFaultIsAUsageError() {
        assertThat(shell.run("emulator", "--port", "0", "--fault", "token=torn"))
                .isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo("handoff: fault token must be one of none, forged, expired, wrong-audience, wrong-email, "
                        + "was torn\n");
    }

    @Test
    void malformedQueueIsAUsageError() {
        assertThat(shell.run("emulator", "--port", "0", "--queue", "q")).isEqualTo(2);
        assertThat(shell.err()).startsWith("handoff: Queue name must be formatted: ");
    }

    @Test
    void takenPortIsOneLineWithTheRemedy() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var port = Integer.toString(taken.getLocalPort());

            assertThat(shell.run("emulator", "--port", port)).isEqualTo(4);
            assertThat(shell.err())
                    .startsWith("handoff: can't listen at localhost:" + port + ": ")
                    .endsWith("; choose another place with --port\n")
                    .hasLineCount(1);
        }
    }

    private Thread start(String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "emulator";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Thread.ofVirtual().start(() -> code.complete(shell.run(arguments)));
    }

    private String address() {
        await().until(() -> code.isDone() || ADDRESS.matcher(shell.out()).find());
        var found = ADDRESS.matcher(shell.out());
        assertThat(found.find()).as(shell.out() + shell.err()).isTrue();
        return found.group(1);
    }

    private static String task(LocalServer target, String id) {
        return "{\"task\":{\"name\":\"projects/p/locations/l/queues/q/tasks/%s\",\"httpRequest\":{\"url\":\"%s/\"}}}"
                .formatted(id, target.address());
    }

    private static HttpResponse<String> post(String address, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
