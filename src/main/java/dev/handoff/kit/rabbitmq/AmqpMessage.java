package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What travels.
 *
 * @param id names the message for people and for those who want to hear it once
 * @param type what kind of message it is; may be empty
 * @param contentType such as application/json; may be empty
 * @param headers texts by name; what is no text on the wire is left out, and so are all of them if they are so long that
 *     no other would fit in
 * @param correlation the question that it answers; only {@link Destination.Reply} brings it, elsewhere it is ours
 */
public record AmqpMessage(
        String id,
        String type,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        Optional<String> correlation) {

    /** Written to disk by the broker before it confirms. */
    private static final int PERSISTENT = 2;

    /** What headers that come in may take, in bytes; the properties of a message have 128 KiB in all. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    /** What the headers' names begin with that this program adds. */
    private static final String NOTE = "x-handoff-";

    public AmqpMessage {
        headers = Map.copyOf(headers);
    }

    /** One that answers nothing. */
    public AmqpMessage(String id, String type, String contentType, Map<String, String> headers, byte[] body) {
        this(id, type, contentType, headers, body, Optional.empty());
    }

    /** With another header. */
    public AmqpMessage with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new AmqpMessage(id, type, contentType, more, body, correlation);
    }

    /** Without what this program has noted about its fate so far. */
    AmqpMessage anew() {
        var kept = new HashMap<>(headers);
        kept.keySet().removeIf(name -> name.startsWith(NOTE));
        return new AmqpMessage(id, type, contentType, kept, body, correlation);
    }

    /** @param number what a return of the message is recognised by */
    BasicProperties properties(long number) {
        return new BasicProperties.Builder()
                .messageId(id)
                .type(type)
                .contentType(contentType)
                .headers(Map.copyOf(headers))
                .deliveryMode(PERSISTENT)
                .correlationId(correlation.orElseGet(() -> Long.toString(number)))
                .build();
    }

    static AmqpMessage of(BasicProperties properties, byte[] body) {
        var headers = new HashMap<String, String>();
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> text(value).ifPresent(text -> headers.put(name, text)));
        }
        return new AmqpMessage(
                given(properties.getMessageId()),
                given(properties.getType()),
                given(properties.getContentType()),
                headers.toString().getBytes(StandardCharsets.UTF_8).length > MAX_HEADER_BYTES ? Map.of() : headers,
                body);
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case LongString text -> Optional.of(new String(text.getBytes(), StandardCharsets.UTF_8));
            case String text -> Optional.of(text);
            case null, default -> Optional.empty();
        };
    }

    private static String given(String property) {
        return property == null ? "" : property;
    }
}
