package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StreamLinesTest {

    private static final String BEGINNING = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            \r
            id: 4711
            event: task.queued
            data: {"type": "task.queued", "time": "2026-11-26T10:15:30Z", "subject": "t1"}

            """;

    /** As a server that has lost its machine: the connection stays, and nothing comes any more. */
    @Test
    void serverThatFallsSilentIsAskedAnewFromWhereItWas() throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        var out = new StringWriter();
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answer(listener, asked));
            var url = "http://localhost:" + listener.getLocalPort();
            var server = new Server(Map.of("HANDOFF_URL", url), Duration.ofMillis(200));
            var lines = new EventLines(server, new PrintWriter(out, true), new PrintWriter(new StringWriter()), false);
            var watching = Thread.ofVirtual().start(() -> show(lines));

            await().until(() -> asked.size() >= 2);

            watching.interrupt();
            watching.join();
        }
        assertThat(asked.getFirst()).doesNotContain("Last-Event-ID");
        assertThat(asked.get(1)).contains("Last-Event-ID: 4711");
        assertThat(out.toString()).contains("task.queued", "t1");
    }

    private static void show(EventLines lines) {
        try {
            lines.show(Map.of());
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(ServerSocket listener, List<String> asked) {
        var open = new ArrayList<Socket>();
        try {
            while (true) {
                var socket = listener.accept();
                open.add(socket);
                asked.add(new Scanner(socket.getInputStream())
                        .useDelimiter("\r\n\r\n")
                        .next());
                socket.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }
}
