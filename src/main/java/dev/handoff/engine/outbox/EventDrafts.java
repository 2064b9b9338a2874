package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.kit.database.Ids;
import dev.handoff.task.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes events out of checked data, ready to be stored. */
@ApplicationScoped
public class EventDrafts {

    private final Ids ids = new Ids();
    private final TopicSchemas schemas;
    private final Tracing tracing;
    private final ObjectMapper json;

    EventDrafts(TopicSchemas schemas, Tracing tracing, ObjectMapper json) {
        this.schemas = schemas;
        this.tracing = tracing;
        this.json = json;
    }

    /**
     * An event with an id of its own.
     *
     * @param source who publishes it
     * @throws Invalid if the data break the topic's rules
     */
    public <E> NewEvent draft(Topic<E> topic, E data, String source) {
        return draft(ids.next(), topic, json.valueToTree(data), source);
    }

    /**
     * An event whose data come from outside, with an id of its own.
     *
     * @throws Invalid if the data break the topic's rules
     */
    public NewEvent draft(Topic<?> topic, JsonNode data, String source) {
        return draft(ids.next(), topic, data, source);
    }

    /**
     * An event whose id is chosen by its publisher.
     *
     * @throws Invalid if the data break the topic's rules
     */
    public NewEvent draft(UUID id, Topic<?> topic, JsonNode data, String source) {
        if (Topics.find(topic.name(), topic.version()).isEmpty()) {
            throw new IllegalArgumentException("Topics doesn't list " + topic.name() + ", so nobody would relay it");
        }
        schemas.check(topic, data);
        return new NewEvent(id, topic.name(), topic.version(), data.toString(), source, tracing.traceparent());
    }
}
