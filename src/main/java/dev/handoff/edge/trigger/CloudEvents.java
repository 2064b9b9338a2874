package dev.handoff.edge.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads CloudEvents 1.0, whatever brings them. Attributes that have no reader here are not looked at. */
@Singleton
public final class CloudEvents {

    private static final String SPECIFICATION = "1.0";

    /** Those that are read here. Others need not even be well-formed: their sender can't mend it. */
    private static final Set<String> ATTRIBUTES =
            Set.of("specversion", "id", "source", "type", "datacontenttype", "data", "data_base64");

    private final ObjectMapper json;

    CloudEvents(ObjectMapper json) {
        this.json = json.copy().registerModule(JsonFormat.getCloudEventJacksonModule());
    }

    /** Whether content of that type is a whole event, and no batch of them. */
    public static boolean isStructured(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(JsonFormat.CONTENT_TYPE);
    }

    /** @throws MalformedEvent if it is none */
    public CloudEvent structured(JsonNode tree) {
        if (!tree.path("specversion").asText().equals(SPECIFICATION)) {
            throw MalformedEvent.of("specversion", "must be \"1.0\"");
        }
        try {
            return json.treeToValue(((ObjectNode) tree).retain(ATTRIBUTES), CloudEvent.class);
        } catch (JsonProcessingException wrong) {
            throw MalformedEvent.of("must be a CloudEvent: " + wrong.getOriginalMessage());
        }
    }

    /**
     * An event whose attributes travel beside its data.
     *
     * @param attributes each by its name; throws what the bringer wants if there is none
     * @throws MalformedEvent if it is none, and always with the attribute
     */
    public static CloudEvent binary(UnaryOperator<String> attributes, Optional<String> contentType, byte[] data) {
        if (!attributes.apply("specversion").equals(SPECIFICATION)) {
            throw MalformedEvent.of("specversion", "must be 1.0");
        }
        var event = CloudEventBuilder.v1()
                .withId(attributes.apply("id"))
                .withSource(source(attributes.apply("source")))
                .withType(attributes.apply("type"))
                .withData(data);
        contentType.ifPresent(event::withDataContentType);
        return event.build();
    }

    private static URI source(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw MalformedEvent.of("source", "must be a URI, was \"" + text + "\"");
        }
    }
}
