package dev.handoff.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A stream of server-sent events, as a browser reads it. */
final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream body;
    private final BufferedReader lines;

    /** One event: what the stream calls it, and the CloudEvent in it. */
    record Heard(String id, String name, JsonNode event) {
        JsonNode data() {
            return event.path("data");
        }
    }

    /** @param headers names and values in turn */
    EventStream(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        body = response.body();
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        // A test that waits for what never comes ends as a failure.
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(PATIENCE);
                body.close();
            } catch (InterruptedException | IOException ends) {
                // The test has ended before.
            }
        });
    }

    Heard next() {
        var id = "";
        var name = "";
        var data = "";
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    return new Heard(id, name, JSON.readTree(data));
                }
                var value = line.replaceFirst("^[a-z]+: ?", "");
                switch (line.replaceFirst(":.*", "")) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "data" -> data += value;
                    default -> {}
                }
            }
            throw new IllegalStateException("the stream has ended");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads up to an event that is meant, which is the last of these. */
    List<Heard> until(Predicate<Heard> meant) {
        var heard = new ArrayList<Heard>();
        do {
            heard.add(next());
        } while (!meant.test(heard.getLast()));
        return heard;
    }

    static Stream<String> names(List<Heard> heard) {
        return heard.stream().map(Heard::name);
    }

    @Override
    public void close() throws IOException {
        body.close();
        client.shutdownNow();
    }
}
