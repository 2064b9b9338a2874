package dev.handoff.edge.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.kit.json.JsonFault;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads what events carry. */
@Singleton
final class EventData {

    // Of the formats that CloudEvents calls JSON; parameters such as the charset don't matter, JSON is UTF-8.
    private static final Pattern JSON = Pattern.compile("(?i)[^/;\\s]+/([^;\\s]+\\+)?json\\s*(;.*)?");

    private final ObjectMapper json;

    EventData(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The data as JSON.
     *
     * @throws IOException if they are something else, or there are none; the message is for people
     */
    JsonNode read(CloudEvent event) throws IOException {
        var type = event.getDataContentType();
        if (type != null && !JSON.matcher(type).matches()) {
            throw new IOException("the data are " + type + ", not application/json");
        }
        return event.getData() instanceof JsonCloudEventData data ? data.getNode() : read(bytes(event));
    }

    /**
     * Bytes as JSON.
     *
     * @throws IOException if they are something else, or there are none; the message is for people
     */
    JsonNode read(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            throw new IOException("there are no data");
        }
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw new IOException("the data are not JSON: " + JsonFault.reason(malformed), malformed);
        }
    }

    /** The data as a text, whatever they are. */
    static TextNode text(CloudEvent event) {
        return text(bytes(event));
    }

    static TextNode text(byte[] bytes) {
        return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(CloudEvent event) {
        return event.getData() == null ? new byte[0] : event.getData().toBytes();
    }
}
