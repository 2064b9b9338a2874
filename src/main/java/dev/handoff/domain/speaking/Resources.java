package dev.handoff.domain.speaking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Invalid;
import jakarta.inject.Singleton;

/** Reads and checks what callers store: resources and sessions. */
@Singleton
public class Resources {

    private final ObjectMapper json;
    private final RecordSchema resources;
    private final RecordSchema sessions;

    Resources(ObjectMapper json) {
        this.json = json;
        this.resources = RecordSchema.of(Resource.class, json);
        this.sessions = RecordSchema.of(SpeakingSession.class, json);
    }

    /** @throws Invalid that names every broken rule */
    public Resource resource(JsonNode body) {
        return read(body, "resource", Resource.class, resources);
    }

    /** @throws Invalid that names every broken rule */
    public SpeakingSession session(JsonNode body) {
        return read(body, "session", SpeakingSession.class, sessions);
    }

    private <T> T read(JsonNode body, String what, Class<T> type, RecordSchema schema) {
        var violations = schema.violations(body);
        if (!violations.isEmpty()) {
            throw Invalid.of(what, "the " + what + " is not valid", violations);
        }
        try {
            return json.treeToValue(body, type);
        } catch (JsonProcessingException unreadable) {
            throw Invalid.of(what, JsonFault.pointer(unreadable), JsonFault.reason(unreadable));
        }
    }
}
