package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.event.InvalidEvent;
import dev.handoff.event.Topic;
import dev.handoff.kit.json.RecordSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules for the data of events. */
@ApplicationScoped
public class TopicSchemas {

    private final Map<Topic<?>, RecordSchema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    public TopicSchemas(ObjectMapper json) {
        this.json = json;
    }

    /** The JSON Schema (draft 2020-12) of the topic's data. */
    public JsonNode schema(Topic<?> topic) {
        return of(topic).asJson();
    }

    /** @throws InvalidEvent that names every broken rule, by pointers into the data */
    public void check(Topic<?> topic, JsonNode data) {
        var violations = of(topic).violations(data, InvalidEvent.Violation::new);
        if (!violations.isEmpty()) {
            var first = violations.getFirst();
            throw new InvalidEvent(
                    "the data of " + topic.name() + " are not valid: " + first.field() + " " + first.message(),
                    violations);
        }
    }

    private RecordSchema of(Topic<?> topic) {
        return schemas.computeIfAbsent(topic, it -> RecordSchema.of(it.data(), json));
    }
}
