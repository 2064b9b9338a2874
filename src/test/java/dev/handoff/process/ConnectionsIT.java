package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections on which no request comes. */
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
