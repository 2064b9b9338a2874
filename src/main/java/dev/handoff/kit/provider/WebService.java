package dev.handoff.kit.provider;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks a service over HTTP and decides what a refusal means for the task. */
public final class WebService {

    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_QUOTED_LENGTH = 300;
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(30);
    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final List<JsonPointer> PLACES_OF_WORDS = Stream.of(
                    "/error/message", "/choices/0/error/message", "/error_description", "/error", "/message", "/detail")
            .map(JsonPointer::compile)
            .toList();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Duration patience;
    private final Clock clock;
    // A redirect would carry the key to wherever it leads.
    private final HttpClient client = WebRequests.client()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * @param name for messages
     * @param patience how long one answer may take, to its last byte
     */
    public WebService(String name, Duration patience) {
        this(name, patience, Clock.systemUTC());
    }

    WebService(String name, Duration patience, Clock clock) {
        this.name = name;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sends a request and reads the answer, of a megabyte at most.
     *
     * @param secret is kept out of all messages, even if the service quotes it
     * @throws TaskFailure permanent if the service refuses, with a delay if it is busy
     * @throws IOException if the service fails, or can't be reached: a later attempt may find it well
     */
    public JsonNode ask(HttpRequest.Builder request, String secret)
            throws TaskFailure, IOException, InterruptedException {
        return ask(request, secret, MAX_BYTES);
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param secret is kept out of all messages, even if the service quotes it
     * @param most bytes that the answer may have
     * @throws TaskFailure permanent if the service refuses, with a delay if it is busy; caused by its {@link ErrorAnswer}
     * @throws IOException if the service fails, caused by its {@link ErrorAnswer}, can't be reached, or answers with what
     *     is {@linkplain UnreadableAnswer no JSON}: a later attempt may find it well
     */
    public JsonNode ask(HttpRequest.Builder request, String secret, long most)
            throws TaskFailure, IOException, InterruptedException {
        var body = accepted(send(request.build(), text(most)), secret);
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException quotesTheAnswer) {
            throw new UnreadableAnswer(name + " answered with what is no JSON: " + quote(body, secret));
        }
    }

    /**
     * Sends a request and writes the answer to a file, which may be of any kind.
     *
     * @param secret is kept out of all messages, even if the service quotes it
     * @param target is made or replaced; after a failure it holds anything
     * @param most bytes that the answer may have
     * @throws TaskFailure permanent if the service refuses, with a delay if it is busy
     * @throws IOException if the service fails, can't be reached, breaks off or does not end
     */
    public void save(HttpRequest.Builder request, String secret, Path target, long most)
            throws TaskFailure, IOException, InterruptedException {
        BodyHandler<Path> file = BodyHandlers.limiting(
                BodyHandlers.ofFile(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING),
                most);
        accepted(
                send(
                        request.build(),
                        answer -> answer.statusCode() == 200
                                ? BodySubscribers.mapping(file.apply(answer), path -> "")
                                : text(MAX_BYTES).apply(answer)),
                secret);
    }

    /** The beginning of what a service says, on one line and without the secret. */
    public static String quote(String said, String secret) {
        var plain = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (!secret.isEmpty()) {
            plain = plain.replace(secret, "***");
        }
        return plain.substring(0, Math.min(plain.length(), MAX_QUOTED_LENGTH));
    }

    private static BodyHandler<String> text(long most) {
        return BodyHandlers.limiting(BodyHandlers.ofString(), most);
    }

    // The time-out that a request may have ends with the answer's headers, and a body can trickle for ever.
    private HttpResponse<String> send(HttpRequest request, BodyHandler<String> handler)
            throws IOException, InterruptedException {
        var exchange = client.sendAsync(request, handler);
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(name + " took longer than " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("no whole answer from " + name + ": " + e.getCause(), e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private String accepted(HttpResponse<String> answer, String secret) throws TaskFailure, IOException {
        int status = answer.statusCode();
        if (status == 200) {
            return answer.body();
        }
        var told = "%s answered %d: %s".formatted(name, status, quote(words(answer.body()), secret));
        throw failure(
                new ErrorAnswer(status, answer.body()), told, answer.headers().firstValue("Retry-After"));
    }

    /**
     * What an error within a good answer means for the task.
     *
     * @param error with the status that it would have had, had it come as other errors do
     * @param secret is kept out of the message
     * @return permanent if the service refuses, with a delay if it is busy
     * @throws IOException if the service failed: a later attempt may find it well
     */
    public TaskFailure failure(ErrorAnswer error, String secret) throws IOException {
        return failure(
                error, name + " answered with an error: " + quote(words(error.body()), secret), Optional.empty());
    }

    private TaskFailure failure(ErrorAnswer error, String told, Optional<String> wanted) throws IOException {
        int status = error.status();
        if (status == 429 || status == 503 && wanted.isPresent()) {
            return TaskFailure.retryAfter(wanted.map(this::pause).orElse(DEFAULT_PAUSE), told);
        }
        if (status >= 500 || status == 408 || status == 409 || status == 425) {
            throw new IOException(told, error);
        }
        return TaskFailure.permanent(told, error);
    }

    private static String words(String body) {
        try {
            var answer = JSON.readTree(body);
            return PLACES_OF_WORDS.stream()
                    .map(answer::at)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .findFirst()
                    .orElse(body);
        } catch (JsonProcessingException e) {
            // Proxies on the way answer in HTML; that tells something too.
            return body;
        }
    }

    /** The header holds seconds or a date. */
    private Duration pause(String header) {
        try {
            if (header.matches("\\d{1,9}")) {
                return shortened(Duration.ofSeconds(Long.parseLong(header)));
            }
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var pause = Duration.between(clock.instant(), until);
            return pause.isNegative() ? Duration.ZERO : shortened(pause);
        } catch (DateTimeException e) {
            return DEFAULT_PAUSE;
        }
    }

    private static Duration shortened(Duration pause) {
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }
}
