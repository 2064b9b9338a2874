package dev.handoff.handler.transcribe.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Asks a speech service over HTTP and decides what a refusal means for the task. */
public final class SpeechService {

    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_QUOTED = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Clock clock;
    // A redirect would carry the key to wherever it leads.
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public SpeechService(String name) {
        this(name, Clock.systemUTC());
    }

    SpeechService(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param secret is kept out of all messages, even if the service quotes it
     * @throws TaskFailure permanent if the service refuses, with a delay if it is busy
     * @throws IOException if the service fails, or can't be reached: a later attempt may find it well
     */
    public JsonNode ask(HttpRequest.Builder request, String secret)
            throws TaskFailure, IOException, InterruptedException {
        var answer = client.send(
                request.timeout(PATIENCE).build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        int status = answer.statusCode();
        var told = "%s answered %d: %s".formatted(name, status, message(answer.body(), secret));
        return switch (status) {
            case 200 -> JSON.readTree(answer.body());
            case 429 -> throw TaskFailure.retryAfter(pause(answer), told);
            case 408, 409, 425 -> throw new IOException(told);
            default -> {
                if (status >= 500) {
                    throw new IOException(told);
                }
                throw TaskFailure.permanent(told);
            }
        };
    }

    private static String message(String body, String secret) {
        var message = body;
        try {
            message = JSON.readTree(body).at("/error/message").asText(body);
        } catch (JsonProcessingException e) {
            // Proxies on the way answer in HTML; that tells something too.
        }
        var plain = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (!secret.isEmpty()) {
            plain = plain.replace(secret, "***");
        }
        return plain.substring(0, Math.min(plain.length(), MOST_QUOTED));
    }

    private Duration pause(HttpResponse<?> answer) {
        var asked = answer.headers().firstValue("Retry-After").map(this::pause).orElse(DEFAULT_PAUSE);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** The header holds seconds or a date. */
    private Duration pause(String header) {
        try {
            if (header.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(header));
            }
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var pause = Duration.between(clock.instant(), until);
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException e) {
            return DEFAULT_PAUSE;
        }
    }
}
