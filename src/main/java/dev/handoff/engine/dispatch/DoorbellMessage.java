package dev.handoff.engine.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A doorbell as a broker's message: JSON with the fields of {@link Doorbell} and a version; a header has the trace. */
public final class DoorbellMessage {

    private static final int VERSION = 1;
    private static final String TRACE = "traceparent";
    private static final int MAX_BYTES = 4096;
    private static final int MAX_SHOWN = 80;
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectReader READER = JSON.reader();

    private DoorbellMessage() {}

    /** The message is no doorbell that anybody here could answer. */
    static final class Undecodable extends Exception {

        private final Optional<Instant> due;

        Undecodable(String reason) {
            this(reason, Optional.empty());
        }

        /** @param due when it was, if an instance of another release may answer it */
        private Undecodable(String reason, Optional<Instant> due) {
            super("invalid_payload: " + reason);
            this.due = due;
        }

        /** Whether an instance of another release may answer it, and has had less time for that than this. */
        boolean isForOthers(Instant now, Duration within) {
            return due.isPresent() && due.get().isAfter(now.minus(within));
        }
    }

    /** Has the attempt in it, so that people see which doorbells are repeated. */
    public static String id(Doorbell bell) {
        return bell.task() + "-" + bell.attempt();
    }

    public static Map<String, String> headers(Doorbell bell) {
        return bell.traceparent().map(trace -> Map.of(TRACE, trace)).orElseGet(Map::of);
    }

    public static byte[] body(Doorbell bell) {
        return JSON.createObjectNode()
                .put("version", VERSION)
                .put("task_id", bell.task().toString())
                .put("type", bell.type())
                .put("attempt", bell.attempt())
                .put("priority", bell.priority())
                .put("due", bell.due().toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param types those that this program knows */
    static Doorbell decode(byte[] message, Map<String, String> headers, Set<String> types) throws Undecodable {
        var body = parse(message);
        int version = body.path("version").asInt();
        if (version != VERSION) {
            throw new Undecodable(
                    "version must be " + VERSION + ", was " + shown(body.path("version")),
                    version > VERSION ? due(body) : Optional.empty());
        }
        var type = text(body, "type");
        if (!types.contains(type)) {
            throw new Undecodable("there is no task type " + type + " here", due(body));
        }
        try {
            return new Doorbell(
                    TaskId.parse(text(body, "task_id")),
                    type,
                    body.path("attempt").asInt(),
                    body.path("priority").asInt(),
                    Instant.parse(text(body, "due")),
                    Optional.ofNullable(headers.get(TRACE)));
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new Undecodable(malformed.getMessage());
        }
    }

    private static Optional<Instant> due(JsonNode body) {
        try {
            return Optional.of(Instant.parse(body.path("due").asText()));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static JsonNode parse(byte[] body) throws Undecodable {
        if (body.length == 0 || body.length > MAX_BYTES) {
            throw new Undecodable("a doorbell has 1 to " + MAX_BYTES + " bytes, was " + body.length);
        }
        try {
            var parsed = READER.readTree(body);
            if (!parsed.isObject()) {
                throw new Undecodable("a doorbell is a JSON object, was " + shown(parsed));
            }
            return parsed;
        } catch (JsonProcessingException malformed) {
            throw new Undecodable("not JSON: " + malformed.getOriginalMessage());
        } catch (IOException malformed) {
            throw new Undecodable("not JSON: " + malformed.getMessage());
        }
    }

    private static String text(JsonNode body, String field) throws Undecodable {
        var value = body.path(field);
        if (!value.isTextual()) {
            throw new Undecodable(field + " must be a text, was " + shown(value));
        }
        return value.asText();
    }

    private static String shown(JsonNode value) {
        return Text.shortened(value.isMissingNode() ? "missing" : value.toString(), MAX_SHOWN);
    }
}
