package dev.handoff.kit.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.embedded.RedisServer;

/** A Redis of the test's own. */
public final class TestRedis implements AutoCloseable {

    private final int port = freePort();
    private final List<String> settings;
    private RedisServer server;

    public TestRedis() {
        this(List.of());
    }

    /** @param settings lines of {@code redis.conf} */
    TestRedis(List<String> settings) {
        this.settings = settings;
        start();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it was before. */
    public void start() {
        try {
            var builder =
                    RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
            settings.forEach(builder::setting);
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() throws IOException {
        server.stop();
    }

    /** Forgets everything, in Redis's own words. */
    public void flushAll() throws IOException {
        ask("FLUSHALL");
    }

    /** What it answers to these commands together. */
    public String ask(String... commands) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            for (var command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
