package dev.handoff.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.kit.storage.Storage;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A running Handoff, asked over HTTP. */
final class Server {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_FILES = Duration.ofHours(2);

    /** A server that tells sends a sign of life three times as often, unless it is told not to. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final HttpClient client =
            WebRequests.client().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String key;
    private final Duration silence;

    /** Found by {@code HANDOFF_URL}, {@code HANDOFF_API_KEY} and {@code PORT}. */
    Server(Map<String, String> environment) {
        this(environment, SILENCE);
    }

    /** @param silence after which a server that tells what happens is taken for gone */
    Server(Map<String, String> environment, Duration silence) {
        var local = "http://localhost:" + environment.getOrDefault("PORT", "8080");
        this.url = environment.getOrDefault("HANDOFF_URL", local).replaceFirst("/+$", "");
        this.key = environment.getOrDefault("HANDOFF_API_KEY", "");
        this.silence = silence;
    }

    /** Empty values are left out of the query. */
    JsonNode get(String path, Map<String, String> query) {
        return answer(request(path + query(query)).GET());
    }

    private static String query(Map<String, String> query) {
        var encoded = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return encoded.isEmpty() ? "" : "?" + encoded;
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    /**
     * What happens, line by line as server-sent events, for as long as the server gives a sign of life.
     *
     * @param after the id of the event that was seen last; empty to begin with the states
     * @throws Refused if it tells nothing
     */
    StreamLines follow(String path, Map<String, String> query, String after) throws InterruptedException {
        var request = request(path + query(query)).setHeader("Accept", "text/event-stream, application/problem+json");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        try {
            var response = client.send(request.GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new StreamLines(response.body(), silence);
            }
            try (var body = response.body()) {
                throw ServerProblem.of(response.statusCode(), JSON.readTree(body))
                        .asRefused();
            }
        } catch (IOException e) {
            throw absent();
        }
    }

    JsonNode post(String path, JsonNode body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Empty values are left out of the query. */
    JsonNode post(String path, Map<String, String> query, JsonNode body) {
        return post(path + query(query), body);
    }

    /** Empty values are left out of the query. */
    void delete(String path, Map<String, String> query) {
        answer(request(path + query(query)).DELETE());
    }

    /**
     * Brings a file into the server's storage, under a name that follows from the old one and the content.
     *
     * @return the filename to submit
     */
    String send(Path file) throws IOException {
        var name = Storage.nameOf(file);
        return answer(request("/api/files/" + encoded(name))
                        .timeout(PATIENCE_WITH_FILES)
                        .PUT(BodyPublishers.ofFile(file)))
                .path("filename")
                .asText(name);
    }

    /** A task's own address. */
    static String task(String id) {
        return "/api/tasks/" + encoded(id);
    }

    /** A type's own address. */
    static String type(String name) {
        return "/api/task-types/" + encoded(name);
    }

    /** A schedule's own address. */
    static String schedule(String name) {
        return "/api/schedules/" + encoded(name);
    }

    /** A body that says why; null for no reason. */
    static JsonNode because(String reason) {
        var body = JSON.createObjectNode();
        return reason == null ? body : body.put("reason", reason);
    }

    /** A group's own address. */
    static String group(String id) {
        return "/api/groups/" + encoded(id);
    }

    private HttpRequest.Builder request(String path) {
        try {
            var request = WebRequests.to(url + path).timeout(PATIENCE);
            request.header("Accept", "application/json, application/problem+json");
            return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException e) {
            throw Refused.usage("HANDOFF_URL must look like http://localhost:8080, was " + url);
        } catch (IOException unknown) {
            throw absent();
        }
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw ServerProblem.of(response.statusCode(), json(response)).asRefused();
            }
            return json(response);
        } catch (IOException e) {
            throw absent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.unavailable("interrupted while waiting for " + url);
        }
    }

    private Refused absent() {
        return Refused.unavailable("no Handoff answers at " + url
                + "; start one with ./handoff serve, or set HANDOFF_URL to where one runs");
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw Refused.unavailable(url + " answers " + response.statusCode()
                    + " with something else than JSON; is it a Handoff? see HANDOFF_URL");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
