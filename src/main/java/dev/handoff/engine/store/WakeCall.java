package dev.handoff.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.handoff.kit.database.Notifications;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What one instance tells the others.
 *
 * @param from the name of the instance
 * @param types that have waiting tasks; empty for any
 */
record WakeCall(String from, Set<String> types) {

    static final String CHANNEL = "handoff_waiting";

    private static final ObjectMapper JSON = new JsonMapper();

    /** As JSON. If the types don't fit in, it stands for any type. */
    String encode() {
        var body = JSON.createObjectNode().put("from", from);
        types.forEach(body.putArray("types")::add);
        var text = body.toString();
        return text.getBytes(StandardCharsets.UTF_8).length <= Notifications.MAX_BYTES
                ? text
                : new WakeCall(from, Set.of()).encode();
    }

    /** A payload that can't be read, such as one of a newer release, stands for any type. */
    static WakeCall decode(String payload) {
        try {
            var body = JSON.readTree(payload);
            var types = new HashSet<String>();
            body.path("types").forEach(type -> types.add(type.asText()));
            return new WakeCall(body.path("from").asText(), types);
        } catch (JsonProcessingException malformed) {
            return new WakeCall("", Set.of());
        }
    }
}
