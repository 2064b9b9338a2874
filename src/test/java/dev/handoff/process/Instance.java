package dev.handoff.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.postgres.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own, as {@code ./handoff serve} starts it, with signals to send to it. */
final class Instance implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final Process process;

    private Instance(DatabaseUrl database, Map<String, String> settings) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString(), "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "instance-" + port + ".log").toFile()));
        builder.environment().put("DATABASE_URL", database.full());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("APP_ENV", "dev");
        builder.environment().putAll(settings);
        process = builder.start();
    }

    /** Starts one and waits until it is ready. */
    static Instance start(DatabaseUrl database, Map<String, String> settings) throws IOException {
        var instance = new Instance(database, settings);
        await("ready, see target/instance-" + instance.port + ".log")
                .atMost(Duration.ofSeconds(90))
                .until(instance::isReady);
        return instance;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return status("/q/health/ready") == 200;
    }

    /** The status of a GET; 0 when nobody listens. */
    int status(String path) {
        try {
            return send(HttpRequest.newBuilder(uri(path)).build()).statusCode();
        } catch (UncheckedIOException gone) {
            return 0;
        }
    }

    String submit(String type, String input) {
        return post("/api/tasks", "{\"type\":\"" + type + "\",\"input\":" + input + "}")
                .get("task_id")
                .asText();
    }

    JsonNode task(String id) {
        return body(send(HttpRequest.newBuilder(uri("/api/tasks/" + id)).build()));
    }

    String stateOf(String id) {
        return task(id).get("state").asText();
    }

    JsonNode post(String path, String body) {
        return body(send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.statusCode() + ": " + response.body(), e);
        }
    }

    /** Ends the process without any warning to it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void terminate() {
        process.destroy();
    }

    /** Whether the process has ended by itself within this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops the process where it stands. */
    void pause() throws Exception {
        signal("-STOP");
    }

    void resume() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
