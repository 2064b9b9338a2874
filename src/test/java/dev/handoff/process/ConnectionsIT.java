package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections on which no request comes, or one that breaks off. */
class ConnectionsIT extends Deployment {

    private static final Map<String, String> HASTE = Map.of("HANDOFF_HTTP_HEADER_TIME", "1s");
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void serverClosesThoseOnWhichHalfAHeaderCame() throws Exception {
        settings.putAll(HASTE);
        var server = start(Map.of());

        try (var socket = connect(Integer.parseInt(server.address().replaceAll(".*:", "")))) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ");
        }
        assertThat(server.isReady()).isTrue();
    }

    @Test
    void whatIsNoRequestIsAnsweredWithWhatItMustBe() throws Exception {
        var server = start(Map.of());
        int port = Integer.parseInt(server.address().replaceAll(".*:", ""));

        assertThat(allOf(port, "GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("/problems/uri-too-long", "4096 characters");
        assertThat(allOf(port, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(30_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("/problems/headers-too-large", "20480 bytes");
        for (var version : List.of("HTTP/3.7", "HTTQ/1.1", "HTTP/0.9")) {
            assertThat(allOf(port, "GET /api/tasks " + version + "\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 505 ")
                    .contains("/problems/http-version-not-supported");
        }
        for (var path : List.of("/api/tasks/%zz", "/q/%zz", "//", "/api\\tasks", "/api/\0", "/api/tasks?limit=%zz")) {
            assertThat(allOf(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("/problems/malformed-request", "two hexadecimal digits");
        }
        for (var path : List.of("api/tasks", "*")) {
            assertThat(allOf(port, "OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("/problems/not-found", "a path begins with /");
        }
        for (var header : List.of("A B: c", "nonsense", "A: b\0c", "Content-Length: -5", "Content-Length: x")) {
            assertThat(allOf(port, "POST /api/tasks HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("/problems/malformed-request");
        }
    }

    @Test
    void whatIsTooLongIsAnsweredSoOverHttp2() throws Exception {
        var server = start(Map.of());

        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var page = HttpRequest.newBuilder(URI.create(server.address())).build();
            assertThat(client.send(page, BodyHandlers.discarding()).version()).isEqualTo(HttpClient.Version.HTTP_2);
            var path = HttpRequest.newBuilder(URI.create(server.address() + "/" + "x".repeat(5000)))
                    .build();
            var header = HttpRequest.newBuilder(URI.create(server.address()))
                    .header("X", "y".repeat(30_000))
                    .build();

            assertThat(client.send(path, BodyHandlers.ofString()))
                    .returns(414, HttpResponse::statusCode)
                    .extracting(HttpResponse::body, STRING)
                    .contains("/problems/uri-too-long", "4096 characters");
            assertThat(client.send(header, BodyHandlers.ofString()))
                    .returns(431, HttpResponse::statusCode)
                    .extracting(HttpResponse::body, STRING)
                    .contains("/problems/headers-too-large", "20480 bytes");
        }
    }

    @Test
    void nothingThatFollowsABodyOfTwoLengthsIsARequest() throws Exception {
        var server = start(Map.of());
        int port = Integer.parseInt(server.address().replaceAll(".*:", ""));

        var answer = allOf(
                port,
                "POST /api/tasks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                        + "GET /api/task-types HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 422 ").containsIgnoringCase("\r\nconnection: close\r\n");
        assertThat(answer.split("HTTP/1\\.1 ")).hasSize(2);
    }

    /** All that is answered until the connection is closed. */
    private static String allOf(int port, String request) throws IOException {
        try (var socket = connect(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The emulator is not part of the executable. */
    @Test
    @Tag(Program.JAR_ALONE)
    void emulatorKeepsThemForItsClients() throws Exception {
        int port = Instance.freePort();
        var emulator = Program.of(Map.of(), HASTE, "emulator", "--port", Integer.toString(port))
                .inheritIO()
                .start();
        kept(emulator::destroyForcibly);
        within(30).until(() -> listens(port));

        try (var socket = connect(port)) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 ");
            within(10).pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(answer(socket)).startsWith("HTTP/1.1 ").doesNotContain("408");
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket("localhost", port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket("localhost", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The beginning of an answer, which is there at once. */
    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        var some = new byte[64 * 1024];
        return new String(some, 0, socket.getInputStream().read(some), StandardCharsets.UTF_8);
    }
}
