package dev.handoff.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.database.embedded.DatabaseUrl;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application in a process of its own, as {@code ./handoff serve} starts it, with signals to send to it. */
final class Instance implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private Instance(int port, ProcessBuilder program) throws IOException {
        this.port = port;
        process = program.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /** Starts one and waits until it is ready. */
    static Instance start(DatabaseUrl database, Map<String, String> settings) throws IOException {
        return start(database, Map.of(), settings);
    }

    /** Starts one with system properties as well. */
    static Instance start(DatabaseUrl database, Map<String, String> properties, Map<String, String> settings)
            throws IOException {
        int port = settings.containsKey("PORT") ? Integer.parseInt(settings.get("PORT")) : freePort();
        var all = environment(database, port);
        all.putAll(settings);
        return new Instance(port, Program.of(properties, all, "serve")).awaitReady();
    }

    /** Starts one with options of the command line. */
    static Instance serve(DatabaseUrl database, String... options) throws IOException {
        int port = freePort();
        var arguments = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new);
        return new Instance(port, Program.of(Map.of(), environment(database, port), arguments)).awaitReady();
    }

    /** Starts one with options of the JVM in place of those that make its start short. */
    static Instance trained(DatabaseUrl database, List<String> options) throws IOException {
        int port = freePort();
        return new Instance(port, Program.of(options, Map.of(), environment(database, port), "serve")).awaitReady();
    }

    private static Map<String, String> environment(DatabaseUrl database, int port) {
        return new HashMap<>(Map.of(
                "DATABASE_URL", database.full(),
                "PORT", Integer.toString(port),
                "APP_ENV", "dev"));
    }

    private Instance awaitReady() {
        await("ready, see " + log()).atMost(Duration.ofSeconds(90)).until(this::isReady);
        return this;
    }

    /** What it has said. */
    Path log() {
        return Path.of("target", "instance-" + port + ".log");
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** One that nobody listens at. */
    static int freePort() {
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
            return get(path).statusCode();
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
        return body(get("/api/tasks/" + id));
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    String stateOf(String id) {
        return task(id).get("state").asText();
    }

    JsonNode post(String path, String body) {
        return body(answer(path, body));
    }

    /** The whole answer to a POST, with headers by name and value. */
    HttpResponse<String> answer(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** The status of the answer to a PUT. */
    int put(String path, String body) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        return send(request.build()).statusCode();
    }

    private URI uri(String path) {
        return URI.create(address() + path);
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

    static JsonNode body(HttpResponse<String> response) {
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
