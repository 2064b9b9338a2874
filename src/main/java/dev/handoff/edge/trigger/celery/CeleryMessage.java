package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.edge.trigger.UnusableEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call, as protocol 2 has it in headers and properties.
 *
 * @param id of Celery's task
 * @param replyTo the queue of who waits; empty if that waits elsewhere, or not at all
 * @param ignored whether nobody wants the result
 * @param priority as the sender set it; higher goes first
 * @param contentType of the body
 */
record CeleryMessage(
        String id,
        String task,
        String replyTo,
        boolean ignored,
        Optional<Instant> eta,
        Optional<Instant> expires,
        int priority,
        String contentType,
        Optional<String> compression) {

    private static final String JSON = "application/json";

    /** It is part of a key in an index. */
    private static final Pattern ID = Pattern.compile("\\P{Cntrl}{1,255}");

    /** Dates are of ISO 8601, and of UTC if they don't say otherwise. */
    private static final DateTimeFormatter FORM = DateTimeFormatter.ISO_DATE_TIME;

    private static final List<String> CALLBACKS = List.of("callbacks", "errbacks", "chain", "chord");

    /**
     * @param headers each by its name
     * @throws UnusableEvent if it is no call, with the reason
     */
    static CeleryMessage of(
            Function<String, Optional<Object>> headers, String replyTo, int priority, String contentType) {
        if (!(headers.apply("task").orElse(null) instanceof String task)
                || !(headers.apply("id").orElse(null) instanceof String id)
                || !isId(id)) {
            throw new UnusableEvent("the headers task and id are missing, which Celery's protocol 2 has; set "
                    + "task_protocol = 2 if this is a call, and see HANDOFF_TRIGGER_QUEUES if it isn't");
        }
        return new CeleryMessage(
                id,
                task,
                replyTo,
                headers.apply("ignore_result").equals(Optional.of(true)),
                moment("eta", headers),
                moment("expires", headers),
                priority,
                contentType,
                headers.apply("compression").map(Object::toString));
    }

    private static Optional<Instant> moment(String name, Function<String, Optional<Object>> headers) {
        if (!(headers.apply(name).orElse(null) instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                        case OffsetDateTime exact -> exact.toInstant();
                        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                        default -> throw new DateTimeException(text);
                    });
        } catch (DateTimeException malformed) {
            throw new UnusableEvent("the header " + name + " is no time: " + text);
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Why its body can't be read; empty if it can. */
    Optional<String> unreadable() {
        if (!contentType.equals(JSON)) {
            return Optional.of("its arguments are " + contentType + ", and only " + JSON
                    + " is read; set task_serializer = 'json'");
        }
        return compression.map(it -> "its arguments are compressed (" + it + "); leave out task_compression");
    }

    /** Whether it must not begin any more. */
    boolean isExpired(Instant now) {
        return expires.filter(now::isAfter).isPresent();
    }

    /** The arguments by place, in a body of the right form. */
    static JsonNode args(JsonNode body) {
        return body.path(0);
    }

    static ObjectNode kwargs(JsonNode body) {
        return (ObjectNode) body.path(1);
    }

    /** Whether the body is {@code [args, kwargs, embed]}. */
    static boolean isBody(JsonNode body) {
        return body.isArray() && body.path(0).isArray() && body.path(1).isObject() && body.size() <= 3;
    }

    /** What the caller wants to happen afterwards. */
    static Stream<String> callbacks(JsonNode body) {
        return CALLBACKS.stream()
                .filter(it ->
                        body.path(2).hasNonNull(it) && !isEmpty(body.path(2).get(it)));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }
}
