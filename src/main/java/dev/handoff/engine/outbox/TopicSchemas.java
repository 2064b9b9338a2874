package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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

    /** @throws Invalid that names every broken rule, by pointers into the data */
    public void check(Topic<?> topic, JsonNode data) {
        var violations = of(topic).violations(data);
        if (!violations.isEmpty()) {
            throw Invalid.of("event", "the data of " + topic.name() + " are not valid", violations);
        }
    }

    /** Says that there is no topic of this name. */
    public static NotFound unknown(String topic) {
        var known = Topics.all().stream().map(Topic::name).distinct().collect(Collectors.joining(", "));
        return NotFound.unknown("topic", "unknown topic " + topic + "; known are " + known);
    }

    /** Says that the topic has no such version. */
    public static NotFound unknown(String topic, int version) {
        return NotFound.unknown("topic", "there is no version " + version + " of topic " + topic);
    }

    private RecordSchema of(Topic<?> topic) {
        return schemas.computeIfAbsent(topic, it -> RecordSchema.of(it.data(), json));
    }
}
