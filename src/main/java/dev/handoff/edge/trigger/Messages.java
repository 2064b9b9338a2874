package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;

/**
 * Reads messages of Pub/Sub. Either the attribute {@code type} names the task type and the message is the input, or the
 * message is an envelope {@code {"type": …, "input": …}}.
 */
@Singleton
final class Messages {

    private static final String TYPE = "type";
    private static final String INPUT = "input";
    private static final String REMEDY = "give the message the attribute type, or the form {\"type\": …, \"input\": …}";

    private final EventData data;

    Messages(EventData data) {
        this.data = data;
    }

    Ask read(JsonNode published) {
        var message = published.path("message");
        var bytes = bytes(message.path("data"));
        var type = message.path("attributes").path(TYPE).textValue();
        return type == null ? envelope(bytes) : input(type, bytes);
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return base64.isTextual() ? Base64.getDecoder().decode(base64.textValue()) : new byte[0];
        } catch (IllegalArgumentException garbage) {
            throw new UnusableEvent("the message's data are not base64: " + garbage.getMessage(), garbage);
        }
    }

    private Ask input(String type, byte[] bytes) {
        try {
            return new Ask.Run(type, data.read(bytes));
        } catch (IOException unreadable) {
            return new Ask.Broken(type, EventData.text(bytes), unreadable.getMessage());
        }
    }

    private Ask envelope(byte[] bytes) {
        var envelope = parsed(bytes);
        var type = envelope.path(TYPE).textValue();
        if (type == null || !envelope.has(INPUT) || envelope.size() != 2) {
            throw new UnusableEvent("a message doesn't tell which task it asks for; " + REMEDY);
        }
        return new Ask.Run(type, envelope.get(INPUT));
    }

    private JsonNode parsed(byte[] bytes) {
        try {
            return data.read(bytes);
        } catch (IOException unreadable) {
            throw new UnusableEvent(unreadable.getMessage() + "; " + REMEDY, unreadable);
        }
    }
}
