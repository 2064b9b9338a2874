package dev.handoff.engine.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.engine.outbox.Undecodable.Reason;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.task.Invalid;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which events leave this process: CloudEvents 1.0, structured, as JSON. Its {@code type} is the topic's name,
 * its {@code dataschema} the address of the schema here, and its extensions {@code traceparent} and {@code replay} are
 * those of the stored event.
 */
@ApplicationScoped
public class Envelope {

    /** What a message says of its content. */
    public static final String CONTENT_TYPE = JsonFormat.CONTENT_TYPE;

    /** The longest message that is read, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final String TRACEPARENT = "traceparent";
    private static final String REPLAY = "replay";

    /** Those that are read. Others may have any name and form, and come from senders that add their own. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "dataschema",
            "datacontenttype",
            "data",
            "data_base64",
            TRACEPARENT,
            REPLAY);

    private static final ObjectMapper EVENTS =
            new ObjectMapper().registerModule(JsonFormat.getCloudEventJacksonModule());
    private static final Pattern SCHEMA = Pattern.compile("/api/topics/[a-z0-9.]+/([1-9][0-9]{0,8})");

    private final TopicSchemas schemas;
    private final ObjectMapper json;
    private final JsonFormat format = new JsonFormat();

    public Envelope(TopicSchemas schemas, ObjectMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /** The address of a topic's schema at this server. */
    public static String schema(String topic, int version) {
        return "/api/topics/" + topic + "/" + version;
    }

    /** In UTF-8. */
    public byte[] encode(StoredEvent event) {
        var data = parse(event);
        var envelope = CloudEventBuilder.v1()
                .withId(event.id().toString())
                .withSource(URI.create(event.source()))
                .withType(event.topic())
                .withTime(event.createdAt().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create(schema(event.topic(), event.version())))
                .withData("application/json", JsonCloudEventData.wrap(data));
        subject(event, data).ifPresent(envelope::withSubject);
        event.traceparent().ifPresent(parent -> envelope.withExtension(TRACEPARENT, parent));
        event.replay().ifPresent(again -> envelope.withExtension(REPLAY, again));
        return format.serialize(envelope.build());
    }

    /**
     * The event in a message.
     *
     * @throws Undecodable if there is none that is known here and keeps its topic's rules
     */
    public StoredEvent decode(byte[] message) throws Undecodable {
        if (message.length > MAX_BYTES) {
            throw new Undecodable(
                    Reason.TOO_LARGE, "a message may have " + MAX_BYTES + " bytes, had " + message.length);
        }
        var envelope = parse(message);
        int version = version(envelope);
        var topic = topic(envelope.getType(), version);
        var data = data(envelope, topic);
        try {
            schemas.check(topic, data);
        } catch (Invalid invalid) {
            throw new Undecodable(Reason.INVALID_DATA, invalid.getMessage(), invalid);
        }
        return new StoredEvent(
                id(envelope),
                topic.name(),
                version,
                data.toString(),
                envelope.getSource().toString(),
                extension(envelope, TRACEPARENT),
                Optional.ofNullable(envelope.getTime())
                        .map(OffsetDateTime::toInstant)
                        .orElseThrow(() -> noEvent("time is missing")),
                extension(envelope, REPLAY));
    }

    /** By convention, what the event is about comes first in its data. */
    private static Optional<String> subject(StoredEvent event, JsonNode data) {
        return Topics.find(event.topic(), event.version())
                .map(topic -> topic.data().getRecordComponents()[0].getName())
                .map(name -> data.path(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private JsonNode parse(StoredEvent event) {
        try {
            return json.readTree(event.dataJson());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the stored data of event " + event.id() + " are not JSON", impossible);
        }
    }

    private static CloudEvent parse(byte[] message) throws Undecodable {
        try {
            if (EVENTS.readTree(message) instanceof ObjectNode event) {
                return EVENTS.treeToValue(event.retain(ATTRIBUTES), CloudEvent.class);
            }
            throw noEvent("no CloudEvent: it must be a JSON object");
        } catch (JsonProcessingException malformed) {
            throw new Undecodable(Reason.NO_CLOUD_EVENT, "no CloudEvent: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException | RuntimeException broken) {
            // The library has several kinds, and none of them is anybody's fault but the sender's.
            throw new Undecodable(Reason.NO_CLOUD_EVENT, "no CloudEvent: " + broken.getMessage(), broken);
        }
    }

    private static int version(CloudEvent envelope) throws Undecodable {
        return Optional.ofNullable(envelope.getDataSchema())
                .map(URI::getPath)
                .map(SCHEMA::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .orElseThrow(() -> noEvent(
                        "dataschema must look like /api/topics/post.published/1, was " + envelope.getDataSchema()));
    }

    private static Topic<?> topic(String name, int version) throws Undecodable {
        if (Topics.find(name).isEmpty()) {
            throw new Undecodable(Reason.UNKNOWN_TOPIC, "unknown topic " + name);
        }
        return Topics.find(name, version)
                .orElseThrow(() ->
                        new Undecodable(Reason.UNKNOWN_VERSION, "unknown version " + version + " of topic " + name));
    }

    /** Without the fields that a newer release may have added to this version, which subscribers here can't know. */
    private JsonNode data(CloudEvent envelope, Topic<?> topic) throws Undecodable {
        if (envelope.getData() instanceof JsonCloudEventData data && data.getNode() instanceof ObjectNode object) {
            var known = new ArrayList<String>();
            schemas.schema(topic).path("properties").fieldNames().forEachRemaining(known::add);
            return object.retain(known);
        }
        throw noEvent("data must be a JSON object");
    }

    private static UUID id(CloudEvent envelope) throws Undecodable {
        try {
            return UUID.fromString(envelope.getId());
        } catch (IllegalArgumentException malformed) {
            throw noEvent("id must be a UUID, was " + envelope.getId());
        }
    }

    private static Optional<String> extension(CloudEvent envelope, String name) {
        return Optional.ofNullable(envelope.getExtension(name)).map(Object::toString);
    }

    private static Undecodable noEvent(String why) {
        return new Undecodable(Reason.NO_CLOUD_EVENT, why);
    }
}
