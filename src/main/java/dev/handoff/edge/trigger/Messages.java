package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.Call;
import dev.handoff.task.Invalid;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/**
 * Reads messages of Pub/Sub. Either the attribute {@code type} names the task type and the message is the input, or the
 * message is an envelope {@code {"type": …, "input": …}} (or {@code args}, or {@code path} and {@code payload}), or it is a
 * bucket's notification of an upload.
 */
@Singleton
final class Messages {

    private static final String TYPE = "type";

    // https://cloud.google.com/storage/docs/pubsub-notifications
    private static final String EVENT = "eventType";
    private static final String BUCKET = "bucketId";
    private static final String OBJECT = "objectId";
    private static final String FINALIZED = "OBJECT_FINALIZE";

    /** The attributes that are read, which a subscription without a wrapper writes as headers. */
    static final List<String> ATTRIBUTES = List.of(TYPE, EVENT, BUCKET, OBJECT);

    private static final String REMEDY = "give the message the attribute type, or the form {\"type\": …, \"input\": …}";

    private final EventData data;
    private final Uploads uploads;
    private final Arguments arguments;

    Messages(EventData data, Uploads uploads, Arguments arguments) {
        this.arguments = arguments;
        this.data = data;
        this.uploads = uploads;
    }

    Ask read(JsonNode published) {
        var message = published.path("message");
        var bytes = bytes(message.path("data"));
        var attributes = message.path("attributes");
        var type = attributes.path(TYPE).textValue();
        if (type != null) {
            return input(type, bytes);
        }
        return attributes.has(EVENT) && attributes.has(BUCKET) && attributes.has(OBJECT)
                ? notified(attributes, bytes)
                : envelope(bytes);
    }

    private Ask notified(JsonNode attributes, byte[] bytes) {
        var event = attributes.path(EVENT).asText();
        return event.equals(FINALIZED)
                ? uploads.read(object(attributes, bytes))
                : new Ask.Nothing("a bucket tells of " + event + ", and only " + FINALIZED + " is an upload");
    }

    /** A bucket that is told to sends no more than the attributes. */
    private JsonNode object(JsonNode attributes, byte[] bytes) {
        try {
            var object = data.read(bytes);
            if (object.has("bucket") && object.has("name")) {
                return object;
            }
        } catch (IOException _) {
            // The attributes have what is needed.
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("bucket", attributes.path(BUCKET).asText())
                .put("name", attributes.path(OBJECT).asText());
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return base64.isTextual() ? Base64.getDecoder().decode(base64.textValue()) : new byte[0];
        } catch (IllegalArgumentException garbage) {
            throw new UnusableEvent("the message's data are not base64: " + garbage.getMessage(), garbage);
        }
    }

    /** What a message asks for whose type is named beside it. */
    Ask input(String type, byte[] bytes) {
        try {
            return new Ask.Run(type, data.read(bytes));
        } catch (IOException unreadable) {
            return new Ask.Broken(type, EventData.text(bytes), unreadable.getMessage());
        }
    }

    /** What a message without attributes asks for. */
    Ask envelope(byte[] bytes) {
        var envelope = parsed(bytes);
        var call = Call.of(envelope)
                .orElseThrow(() -> new UnusableEvent("a message doesn't tell which task it asks for; " + REMEDY));
        var type = type(call);
        try {
            return new Ask.Run(type, call.toSubmission("", arguments).input());
        } catch (Invalid wrong) {
            return new Ask.Broken(type, envelope, wrong.getMessage());
        }
    }

    private static String type(Call call) {
        try {
            return call.name("");
        } catch (Invalid wrong) {
            throw new UnusableEvent(wrong.getMessage() + "; " + REMEDY, wrong);
        }
    }

    private JsonNode parsed(byte[] bytes) {
        try {
            return data.read(bytes);
        } catch (IOException unreadable) {
            throw new UnusableEvent(unreadable.getMessage() + "; " + REMEDY, unreadable);
        }
    }
}
