package dev.handoff.edge.http.community;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.community.Forms;
import dev.handoff.domain.community.Put;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Reads what is put under an id of the caller. */
@Singleton
class Bodies {

    private static final Pattern ID = Pattern.compile(Forms.ID);

    private final Map<Class<?>, RecordSchema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    Bodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The body, which keeps every rule of its record.
     *
     * @param what it is, for people
     * @throws BadRequest if there is none
     * @throws Invalid if it breaks a rule
     */
    <T> T read(JsonNode body, Class<T> type, String what) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequest("body", "must be a " + what + ", was empty");
        }
        var violations = Violation.first(schema(type).violations(body));
        if (!violations.isEmpty()) {
            throw Invalid.of("body", "the " + what + " is not valid", violations);
        }
        try {
            return json.treeToValue(body, type);
        } catch (JsonProcessingException unreadable) {
            throw new BadRequest("body", unreadable.getOriginalMessage());
        }
    }

    private RecordSchema schema(Class<?> type) {
        return schemas.computeIfAbsent(type, it -> RecordSchema.of(it, json));
    }

    /** @throws BadRequest if it is none */
    static String id(String name, String text) {
        if (!ID.matcher(text).matches()) {
            throw new BadRequest(name, "must match " + ID, text);
        }
        return text;
    }

    /** 201 for what is new, else 200. */
    static Response answer(Put put, Object stored) {
        return Response.status(put == Put.CREATED ? Response.Status.CREATED : Response.Status.OK)
                .entity(stored)
                .build();
    }
}
